// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>A frame of memory: 4 KiB, 2 MiB or 1 GiB.</summary>
public interface IPage : ICapability
{
    /// <summary>Maps the frame, or changes rights and attributes where it is mapped.</summary>
    /// <param name="vspace">The address space.</param>
    /// <param name="address">The address.</param>
    /// <param name="rights">Read and Write, as far as the capability has them.</param>
    /// <param name="attributes">Attributes.</param>
    [Invocation("ARMPageMap")]
    [Refuses(Error.InvalidCapability, "it is no address space or has no identifier, or the frame is mapped in another one")]
    [Refuses(Error.InvalidArgument, "the address is the kernel's, or the frame is mapped at another one")]
    [Refuses(Error.AlignmentError, "the address is not aligned to the frame's size")]
    [Refuses(Error.FailedLookup, "a level above is missing there, or the identifier of the address space is not valid any more")]
    [Refuses(Error.DeleteFirst, "something else is mapped there")]
    Error Map(IVSpace vspace, ulong address, CapRights rights, VmAttributes attributes);

    /// <summary>Removes the mapping, if there is one.</summary>
    [Invocation("ARMPageUnmap")]
    Error Unmap();

    /// <summary>Writes cached data of the frame back to memory.</summary>
    /// <param name="startOffset">First byte of the frame.</param>
    /// <param name="endOffset">First byte behind.</param>
    [Invocation("ARMPageClean_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty or larger than the frame")]
    [Refuses(Error.IllegalOperation, "the frame is not mapped")]
    Error CleanData(ulong startOffset, ulong endOffset);

    /// <summary>Drops cached data of the frame.</summary>
    /// <param name="startOffset">First byte of the frame.</param>
    /// <param name="endOffset">First byte behind.</param>
    [Invocation("ARMPageInvalidate_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty or larger than the frame")]
    [Refuses(Error.IllegalOperation, "the frame is not mapped")]
    Error InvalidateData(ulong startOffset, ulong endOffset);

    /// <summary>Writes cached data of the frame back and drops it.</summary>
    /// <param name="startOffset">First byte of the frame.</param>
    /// <param name="endOffset">First byte behind.</param>
    [Invocation("ARMPageCleanInvalidate_Data")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty or larger than the frame")]
    [Refuses(Error.IllegalOperation, "the frame is not mapped")]
    Error CleanInvalidateData(ulong startOffset, ulong endOffset);

    /// <summary>Makes code that was written to the frame visible to instruction fetches.</summary>
    /// <param name="startOffset">First byte of the frame.</param>
    /// <param name="endOffset">First byte behind.</param>
    [Invocation("ARMPageUnify_Instruction")]
    [Refuses(Error.FailedLookup, "the address space has no identifier")]
    [Refuses(Error.InvalidArgument, "the range is empty or larger than the frame")]
    [Refuses(Error.IllegalOperation, "the frame is not mapped")]
    Error UnifyInstruction(ulong startOffset, ulong endOffset);

    /// <summary>Tells the frame's physical address.</summary>
    /// <param name="physicalAddress">The address.</param>
    [Invocation("ARMPageGetAddress")]
    Error GetAddress(out ulong physicalAddress);
}
