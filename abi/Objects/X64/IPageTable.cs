// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>First level of an address space: covers 2 MiB.</summary>
public interface IPageTable : ICapability
{
    /// <summary>Puts the table into an address space.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">Any address it shall cover.</param>
    /// <param name="attributes">How the table itself is cached.</param>
    [Invocation("X86PageTableMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the table is mapped already")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's")]
    [Refuses(Error.FailedLookup, "a level above is missing there, or the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "there is a table or a frame at this place")]
    Error Map(IPml4 vspace, ulong address, VmAttributes attributes);

    /// <summary>Takes the table out of its address space and empties it.</summary>
    [Invocation("X86PageTableUnmap")]
    [Refuses(Error.RevokeFirst, "there are copies of the capability")]
    Error Unmap();
}
