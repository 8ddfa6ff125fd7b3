// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A table of slots for capabilities.</summary>
/// <remarks>CNodes form a thread's capability space: an address is translated from the top, first the guard, then the bits that index
/// the slots, then on in the CNode found there. Each invocation names slots by an address and a depth, relative to a root (for the
/// destination the CNode invoked): the depth says how many of the address's low bits are translated.</remarks>
public interface ICNode : ICapability
{
    /// <summary>Deletes every capability derived from the one in a slot.</summary>
    /// <param name="index">Address of the slot.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("CNodeRevoke")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.RangeError, "the depth is zero or more than a word has bits")]
    Error Revoke(ulong index, byte depth);

    /// <summary>Empties a slot; the last capability to an object takes the object with it.</summary>
    /// <param name="index">Address of the slot.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("CNodeDelete")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.RangeError, "the depth is zero or more than a word has bits")]
    Error Delete(ulong index, byte depth);

    /// <summary>Ends the sends that wait on an endpoint with the badge of the capability in a slot.</summary>
    /// <param name="index">Address of the slot.</param>
    /// <param name="depth">Bits of the address to translate.</param>
    [Invocation("CNodeCancelBadgedSends")]
    [Refuses(Error.FailedLookup, "the address does not lead to a slot")]
    [Refuses(Error.RangeError, "the depth is zero or more than a word has bits")]
    [Refuses(Error.IllegalOperation, "the capability is not to an endpoint with all rights")]
    Error CancelBadgedSends(ulong index, byte depth);

    /// <summary>Copies a capability, possibly with fewer rights.</summary>
    /// <param name="destinationIndex">Address of the destination.</param>
    /// <param name="destinationDepth">Bits of the address to translate.</param>
    /// <param name="sourceRoot">Root of the source's capability space.</param>
    /// <param name="sourceIndex">Address of the source.</param>
    /// <param name="sourceDepth">Bits of the address to translate.</param>
    /// <param name="rights">Rights the copy keeps.</param>
    [Invocation("CNodeCopy")]
    [Refuses(Error.FailedLookup, "an address does not lead to a slot, or the source is empty")]
    [Refuses(Error.RangeError, "a depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    [Refuses(Error.IllegalOperation, "capabilities of this type cannot be copied")]
    [Refuses(Error.RevokeFirst, "the capability has children that forbid it (an untyped in use)")]
    Error Copy(ulong destinationIndex, byte destinationDepth, ICNode sourceRoot, ulong sourceIndex, byte sourceDepth, CapRights rights);

    /// <summary>Copies a capability and gives the copy a badge or guard.</summary>
    /// <param name="destinationIndex">Address of the destination.</param>
    /// <param name="destinationDepth">Bits of the address to translate.</param>
    /// <param name="sourceRoot">Root of the source's capability space.</param>
    /// <param name="sourceIndex">Address of the source.</param>
    /// <param name="sourceDepth">Bits of the address to translate.</param>
    /// <param name="rights">Rights the copy keeps.</param>
    /// <param name="badge">Badge of an endpoint or notification, guard of a CNode.</param>
    [Invocation("CNodeMint")]
    [Refuses(Error.FailedLookup, "an address does not lead to a slot, or the source is empty")]
    [Refuses(Error.RangeError, "a depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    [Refuses(Error.IllegalOperation, "capabilities of this type cannot be copied, or have a badge already, or the guard is not possible")]
    [Refuses(Error.RevokeFirst, "the capability has children that forbid it (an untyped in use)")]
    Error Mint(
        ulong destinationIndex,
        byte destinationDepth,
        ICNode sourceRoot,
        ulong sourceIndex,
        byte sourceDepth,
        CapRights rights,
        ulong badge);

    /// <summary>Moves a capability.</summary>
    /// <param name="destinationIndex">Address of the destination.</param>
    /// <param name="destinationDepth">Bits of the address to translate.</param>
    /// <param name="sourceRoot">Root of the source's capability space.</param>
    /// <param name="sourceIndex">Address of the source.</param>
    /// <param name="sourceDepth">Bits of the address to translate.</param>
    [Invocation("CNodeMove")]
    [Refuses(Error.FailedLookup, "an address does not lead to a slot, or the source is empty")]
    [Refuses(Error.RangeError, "a depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    Error Move(ulong destinationIndex, byte destinationDepth, ICNode sourceRoot, ulong sourceIndex, byte sourceDepth);

    /// <summary>Moves a capability and gives it a badge or guard.</summary>
    /// <param name="destinationIndex">Address of the destination.</param>
    /// <param name="destinationDepth">Bits of the address to translate.</param>
    /// <param name="sourceRoot">Root of the source's capability space.</param>
    /// <param name="sourceIndex">Address of the source.</param>
    /// <param name="sourceDepth">Bits of the address to translate.</param>
    /// <param name="badge">Badge of an endpoint or notification, guard of a CNode.</param>
    [Invocation("CNodeMutate")]
    [Refuses(Error.FailedLookup, "an address does not lead to a slot, or the source is empty")]
    [Refuses(Error.RangeError, "a depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied")]
    [Refuses(Error.IllegalOperation, "the capability has a badge already, or the guard is not possible")]
    Error Mutate(ulong destinationIndex, byte destinationDepth, ICNode sourceRoot, ulong sourceIndex, byte sourceDepth, ulong badge);

    /// <summary>Moves the pivot's capability to the destination and the source's to the pivot, with new badges or guards.</summary>
    /// <param name="destinationIndex">Address of the destination; it may be the source.</param>
    /// <param name="destinationDepth">Bits of the address to translate.</param>
    /// <param name="destinationBadge">Badge or guard of the capability that ends up there.</param>
    /// <param name="pivotRoot">Root of the pivot's capability space.</param>
    /// <param name="pivotIndex">Address of the pivot.</param>
    /// <param name="pivotDepth">Bits of the address to translate.</param>
    /// <param name="pivotBadge">Badge or guard of the capability that ends up there.</param>
    /// <param name="sourceRoot">Root of the source's capability space.</param>
    /// <param name="sourceIndex">Address of the source.</param>
    /// <param name="sourceDepth">Bits of the address to translate.</param>
    [Invocation("CNodeRotate")]
    [Refuses(Error.FailedLookup, "an address does not lead to a slot, or source or pivot are empty")]
    [Refuses(Error.RangeError, "a depth is zero or more than a word has bits")]
    [Refuses(Error.DeleteFirst, "the destination is occupied and not the source")]
    [Refuses(Error.IllegalOperation, "the pivot is the source or the destination, or a guard is not possible")]
    Error Rotate(
        ulong destinationIndex,
        byte destinationDepth,
        ulong destinationBadge,
        ICNode pivotRoot,
        ulong pivotIndex,
        byte pivotDepth,
        ulong pivotBadge,
        ICNode sourceRoot,
        ulong sourceIndex,
        byte sourceDepth);
}
