// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Tests.Kit;

/// <summary>Pauses of random length, for components that do something at moments that nobody can foresee.</summary>
/// <remarks>Source of the generator: Marsaglia, Xorshift RNGs (2003).</remarks>
internal static class RandomPause
{
    /// <summary>The latest random number.</summary>
    public static ulong Latest { get; private set; } = 0x9e37_79b9_7f4a_7c15;

    /// <summary>Has other numbers follow.</summary>
    public static void Seed(ulong seed) => Latest ^= seed;

    /// <summary>The next random number.</summary>
    public static ulong Next()
    {
        Latest ^= Latest << 13;
        Latest ^= Latest >> 7;
        Latest ^= Latest << 17;
        return Latest;
    }

    /// <summary>Has a timer pass after so many nanoseconds.</summary>
    public static void Begin(Channel timer, ulong nanoseconds)
    {
        if (TimerClient.Now(timer, out var now) != CallStatus.Answered
            || TimerClient.Set(timer, 0, now + nanoseconds) != CallStatus.Answered)
        {
            Failure.Stop("there is no timer"u8);
        }
    }
}
