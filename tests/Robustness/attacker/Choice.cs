// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User.Loading;

namespace Caprock.Tests.Robustness;

/// <summary>Random arguments for attacks.</summary>
internal static class Choice
{
    private const ulong WindowAddress = 0x1_0000_0000;

    /// <summary>Any slot of the CNode.</summary>
    public static ulong AnySlot(ref ulong state) => Dice.Below(ref state, 1 << Layout.CNodeBits);

    /// <summary>A slot that was empty at the beginning.</summary>
    public static ulong EmptySlot(ref ulong state) =>
        Layout.FirstEmptySlot + Dice.Below(ref state, (1 << Layout.CNodeBits) - Layout.FirstEmptySlot);

    /// <summary>A slot that held a capability of a kind at the beginning; sometimes another one, or no slot at all.</summary>
    public static ulong SlotOf(ref ulong state, Kind kind) => Dice.Below(ref state, 32) switch
    {
        0 => Value(ref state),
        1 or 2 or 3 => AnySlot(ref state),
        _ => ((ulong)kind * Layout.SlotsPerKind) + Dice.Below(ref state, Layout.SlotsPerKind),
    };

    /// <summary>An address where attackers map things.</summary>
    public static ulong Address(ref ulong state) => Dice.Below(ref state, 8) switch
    {
        0 => Value(ref state),
        1 => WindowAddress + (Dice.Below(ref state, 8) << 21),
        2 => WindowAddress + (Dice.Below(ref state, 8) << 30),
        _ => WindowAddress + (Dice.Below(ref state, 32) << 12),
    };

    /// <summary>A word of the kinds that programs get wrong.</summary>
    public static ulong Value(ref ulong state) => Dice.Below(ref state, 12) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => Limits.WordBits,
        3 => 1ul << (int)Dice.Below(ref state, 64),
        4 => (1ul << (int)Dice.Below(ref state, 64)) - 1,
        5 => Dice.Below(ref state, 256),
        6 => AnySlot(ref state),
        7 => 0xffff_8000_0000_0000 + (Dice.Next(ref state) >> 20),
        8 => Limits.UserTop - Dice.Below(ref state, 8192),
        9 => CNodeCapData.Create(Dice.Below(ref state, 16), Dice.Below(ref state, 64)).Word,
        10 => ComponentBuilder.StackTop + Dice.Below(ref state, 4096),
        _ => Dice.Next(ref state),
    };
}
