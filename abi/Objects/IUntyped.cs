// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>Memory from which kernel objects are made.</summary>
/// <remarks>All memory that the kernel does not need at boot is handed to the initial thread as untyped objects. The kernel allocates
/// nothing by itself: every object comes from a Retype. When the last object made from an untyped is gone, the whole of it is free again.
/// Device untypeds hold no ordinary memory; only frames and smaller device untypeds are made from them.</remarks>
public interface IUntyped : ICapability
{
    /// <summary>Makes objects of one type and puts capabilities to them into consecutive slots.</summary>
    /// <param name="type">Type of the objects.</param>
    /// <param name="sizeBits">Size of an object whose size is not fixed: bytes as a power of two, for a CNode its slots.</param>
    /// <param name="root">Root of the capability space of the destination.</param>
    /// <param name="nodeIndex">Address of the destination CNode in that space.</param>
    /// <param name="nodeDepth">Bits of the address to translate; 0 names the root itself.</param>
    /// <param name="nodeOffset">First slot.</param>
    /// <param name="objectCount">Number of objects.</param>
    [Invocation("UntypedRetype")]
    [Refuses(Error.InvalidArgument, "the type does not exist, or its size is not possible, or it cannot be made from a device untyped")]
    [Refuses(
        Error.RangeError,
        "the size is larger than any object, there are no or too many objects asked for, "
        + "or the slots reach past the end of the CNode")]
    [Refuses(Error.FailedLookup, "the destination does not lead to a CNode")]
    [Refuses(Error.DeleteFirst, "one of the slots is occupied")]
    [Refuses(Error.NotEnoughMemory, "the memory left does not suffice")]
    Error Retype(ObjectType type, ulong sizeBits, ICNode root, ulong nodeIndex, ulong nodeDepth, ulong nodeOffset, ulong objectCount);
}
