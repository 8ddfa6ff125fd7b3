// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Containment;

/// <summary>Random numbers, those of each attempt repeatable from the order's seed and the attempt's number.</summary>
/// <remarks>Source: Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled (xorshift64*).</remarks>
internal static class Dice
{
    private const ulong Multiplier = 0x2545_f491_4f6c_dd1d;
    private const ulong Spread = 0x9e37_79b9_7f4a_7c15;

    /// <summary>Where the numbers of an attempt begin.</summary>
    public static ulong Begin(ulong seed, ulong attempt)
    {
        var state = (seed * Multiplier) ^ ((attempt + 1) * Spread);
        state = state == 0 ? Spread : state;
        Next(ref state);
        return state;
    }

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

    /// <summary>A word of the kinds that programs get wrong.</summary>
    public static ulong Value(ref ulong state) => Below(ref state, 10) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => Limits.WordBits,
        3 => 1ul << (int)Below(ref state, 64),
        4 => (1ul << (int)Below(ref state, 64)) - 1,
        5 => Below(ref state, 256),
        6 => 0xffff_8000_0000_0000 + (Next(ref state) >> 20),
        7 => Limits.UserTop - Below(ref state, 8192),
        8 => Containment.Orders.Address + Below(ref state, 4096),
        _ => Next(ref state),
    };
}
