// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Second level of an address space: covers 1 GiB.</summary>
public interface IPageDirectory : ICapability
{
    /// <summary>Puts the directory into an address space.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">Any address it shall cover.</param>
    /// <param name="attributes">How the directory itself is cached.</param>
    [Invocation("X86PageDirectoryMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the directory is mapped already")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's")]
    [Refuses(Error.FailedLookup, "the level above is missing there, or the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "there is a directory or a frame at this place")]
    Error Map(IPml4 vspace, ulong address, VmAttributes attributes);

    /// <summary>Takes the directory out of its address space and empties it.</summary>
    [Invocation("X86PageDirectoryUnmap")]
    [Refuses(Error.RevokeFirst, "there are copies of the capability")]
    Error Unmap();
}
