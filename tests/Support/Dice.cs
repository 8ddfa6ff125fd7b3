// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Support;

/// <summary>Random numbers that are repeatable from a seed.</summary>
/// <remarks>Source: Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled (xorshift64*).</remarks>
public static class Dice
{
    private const ulong Multiplier = 0x2545_f491_4f6c_dd1d;
    private const ulong Spread = 0x9e37_79b9_7f4a_7c15;

    /// <summary>Where the numbers of an attempt begin, so that each attempt is repeatable without those before it.</summary>
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
}
