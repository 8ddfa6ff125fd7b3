// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Loading;

namespace Caprock.Tests.Robustness;

/// <summary>Random numbers and random arguments, repeatable from a seed.</summary>
/// <remarks>Source: Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled (xorshift64*).</remarks>
internal static class Dice
{
    private const ulong Multiplier = 0x2545_f491_4f6c_dd1d;
    private const ulong WindowAddress = 0x1_0000_0000;

    /// <summary>The next random number.</summary>
    public static ulong Next(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return state * Multiplier;
    }

    /// <summary>A number below a limit.</summary>
    public static ulong Below(ref ulong state, ulong limit) => (Next(ref state) >> 32) % limit;

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(ref ulong state, ulong count) => Below(ref state, count) == 0;

    /// <summary>Any slot of the CNode.</summary>
    public static ulong AnySlot(ref ulong state) => Below(ref state, 1 << Layout.CNodeBits);

    /// <summary>A slot that was empty at the beginning.</summary>
    public static ulong EmptySlot(ref ulong state) =>
        Layout.FirstEmptySlot + Below(ref state, (1 << Layout.CNodeBits) - Layout.FirstEmptySlot);

    /// <summary>A slot that held a capability of a kind at the beginning; sometimes another one, or no slot at all.</summary>
    public static ulong SlotOf(ref ulong state, Kind kind) => Below(ref state, 32) switch
    {
        0 => Value(ref state),
        1 or 2 or 3 => AnySlot(ref state),
        _ => ((ulong)kind * Layout.SlotsPerKind) + Below(ref state, Layout.SlotsPerKind),
    };

    /// <summary>An address where attackers map things.</summary>
    public static ulong Address(ref ulong state) => Below(ref state, 8) switch
    {
        0 => Value(ref state),
        1 => WindowAddress + (Below(ref state, 8) << 21),
        2 => WindowAddress + (Below(ref state, 8) << 30),
        _ => WindowAddress + (Below(ref state, 32) << 12),
    };

    /// <summary>A word of the kinds that programs get wrong.</summary>
    public static ulong Value(ref ulong state) => Below(ref state, 12) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => Limits.WordBits,
        3 => 1ul << (int)Below(ref state, 64),
        4 => (1ul << (int)Below(ref state, 64)) - 1,
        5 => Below(ref state, 256),
        6 => AnySlot(ref state),
        7 => 0xffff_8000_0000_0000 + (Next(ref state) >> 20),
        8 => Limits.UserTop - Below(ref state, 8192),
        9 => CNodeCapData.Create(Below(ref state, 16), Below(ref state, 64)).Word,
        10 => ComponentBuilder.StackTop + Below(ref state, 4096),
        _ => Next(ref state),
    };
}
