// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Third level of an address space: covers 512 GiB.</summary>
public interface IPageDirectoryPointerTable : ICapability
{
    /// <summary>Puts the table into an address space.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">Any address it shall cover.</param>
    /// <param name="attributes">How the table itself is cached.</param>
    [Invocation("X86PDPTMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the table is mapped already")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's")]
    [Refuses(Error.FailedLookup, "the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "there is a table at this place")]
    Error Map(IPml4 vspace, ulong address, VmAttributes attributes);

    /// <summary>Takes the table out of its address space and empties it.</summary>
    [Invocation("X86PDPTUnmap")]
    [Refuses(Error.RevokeFirst, "there are copies of the capability")]
    Error Unmap();
}
