// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>A level of an address space below its root.</summary>
public interface IPageTable : ICapability
{
    /// <summary>Puts the table into an address space, at the highest level that is missing there.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">Any address it shall cover.</param>
    /// <param name="attributes">Attributes.</param>
    [Invocation("ARMPageTableMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the table is mapped already")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's")]
    [Refuses(Error.FailedLookup, "the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "all levels are there, or a frame is")]
    Error Map(IVSpace vspace, ulong address, VmAttributes attributes);

    /// <summary>Takes the table out of its address space and empties it.</summary>
    [Invocation("ARMPageTableUnmap")]
    [Refuses(Error.RevokeFirst, "there are copies of the capability")]
    Error Unmap();
}
