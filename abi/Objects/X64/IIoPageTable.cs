// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>A level of a device's address space.</summary>
[Only(Feature.IoMmu)]
public interface IIoPageTable : ICapability
{
    /// <summary>Puts the table into a device's address space, at the highest level that is missing there.</summary>
    /// <param name="ioSpace">The device's address space.</param>
    /// <param name="ioAddress">Any address it shall cover.</param>
    [Invocation("X86IOPageTableMap")]
    [Refuses(Error.InvalidCapability, "it is no device's address space, or the table is mapped already")]
    [Refuses(Error.FailedLookup, "a level above is missing there")]
    [Refuses(Error.DeleteFirst, "all levels are there")]
    Error Map(IIoSpace ioSpace, ulong ioAddress);

    /// <summary>Takes the table out of the device's address space.</summary>
    [Invocation("X86IOPageTableUnmap")]
    Error Unmap();
}
