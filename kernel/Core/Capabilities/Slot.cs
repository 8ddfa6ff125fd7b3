// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kernel.Capabilities;

/// <summary>One place for a capability (32 bytes, seL4_SlotBits = 5), with its links in the derivation tree.</summary>
/// <remarks>The derivation tree is a doubly linked list in pre-order. Whether the next slot is a descendant follows from
/// both capabilities and the two flags in <see cref="NextWord"/> (see DerivationTree). A slot's address is a multiple of 8, which
/// keeps the two lowest bits free for the flags.</remarks>
public unsafe struct Slot
{
    /// <summary>Set in <see cref="NextWord"/> when capabilities derived from this one become its children.</summary>
    public const ulong RevocableFlag = 1;

    /// <summary>Set in <see cref="NextWord"/> on the first capability that carries a new badge.</summary>
    public const ulong FirstBadgedFlag = 2;

    /// <summary>Both flags.</summary>
    public const ulong FlagMask = RevocableFlag | FirstBadgedFlag;

    /// <summary>First word of the capability.</summary>
    public ulong Word0;

    /// <summary>Second word of the capability.</summary>
    public ulong Word1;

    /// <summary>Address of the predecessor in the derivation list, zero at its head.</summary>
    public ulong PreviousWord;

    /// <summary>Address of the successor in the derivation list, with the two flags in its low bits.</summary>
    public ulong NextWord;

    /// <summary>Reads the capability word by word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Capability Load(Slot* slot) => new(slot->Word0, slot->Word1);

    /// <summary>Writes the capability, leaving the links alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Slot* slot, Capability capability)
    {
        slot->Word0 = capability.Word0;
        slot->Word1 = capability.Word1;
    }

    /// <summary>Whether the slot holds no capability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEmpty(Slot* slot) => (slot->Word0 & 0x1f) == 0;

    /// <summary>Predecessor in the derivation list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slot* Previous(Slot* slot) => (Slot*)slot->PreviousWord;

    /// <summary>Successor in the derivation list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slot* Next(Slot* slot) => (Slot*)(slot->NextWord & ~FlagMask);

    /// <summary>Replaces the successor and keeps the flags.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetNext(Slot* slot, Slot* next) => slot->NextWord = (ulong)next | (slot->NextWord & FlagMask);
}
