// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;

namespace Caprock.Tests.Containment;

/// <summary>Random words for attacks.</summary>
internal static class Choice
{
    /// <summary>A word of the kinds that programs get wrong.</summary>
    public static ulong Value(ref ulong state) => Dice.Below(ref state, 10) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => Limits.WordBits,
        3 => 1ul << (int)Dice.Below(ref state, 64),
        4 => (1ul << (int)Dice.Below(ref state, 64)) - 1,
        5 => Dice.Below(ref state, 256),
        6 => 0xffff_8000_0000_0000 + (Dice.Next(ref state) >> 20),
        7 => Limits.UserTop - Dice.Below(ref state, 8192),
        8 => Containment.Orders.Address + Dice.Below(ref state, 4096),
        _ => Dice.Next(ref state),
    };
}
