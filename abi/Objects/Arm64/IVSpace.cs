// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The root of an address space, with cache maintenance by address.</summary>
public interface IVSpace : ICapability
{
    /// <summary>Writes cached data back to memory.</summary>
    /// <param name="start">First address.</param>
    /// <param name="end">First address behind.</param>
    [Invocation("ARMVSpaceClean_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty")]
    [Refuses(Error.IllegalOperation, "the range reaches into the kernel's addresses")]
    [Refuses(Error.RangeError, "the range crosses a page boundary")]
    Error CleanData(ulong start, ulong end);

    /// <summary>Drops cached data.</summary>
    /// <param name="start">First address.</param>
    /// <param name="end">First address behind.</param>
    [Invocation("ARMVSpaceInvalidate_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty")]
    [Refuses(Error.IllegalOperation, "the range reaches into the kernel's addresses")]
    [Refuses(Error.RangeError, "the range crosses a page boundary")]
    Error InvalidateData(ulong start, ulong end);

    /// <summary>Writes cached data back and drops it.</summary>
    /// <param name="start">First address.</param>
    /// <param name="end">First address behind.</param>
    [Invocation("ARMVSpaceCleanInvalidate_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty")]
    [Refuses(Error.IllegalOperation, "the range reaches into the kernel's addresses")]
    [Refuses(Error.RangeError, "the range crosses a page boundary")]
    Error CleanInvalidateData(ulong start, ulong end);

    /// <summary>Makes code that was written visible to instruction fetches.</summary>
    /// <param name="start">First address.</param>
    /// <param name="end">First address behind.</param>
    [Invocation("ARMVSpaceUnify_Instruction")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty")]
    [Refuses(Error.IllegalOperation, "the range reaches into the kernel's addresses")]
    [Refuses(Error.RangeError, "the range crosses a page boundary")]
    Error UnifyInstruction(ulong start, ulong end);
}
