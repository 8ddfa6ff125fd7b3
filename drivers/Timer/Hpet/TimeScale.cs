// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Timer.Hpet;

/// <summary>
/// Between counts and nanoseconds. When the count of a time is reached, that time has come: neither direction gains or loses.
/// </summary>
/// <param name="period">Femtoseconds between two counts, at most 10^8.</param>
internal readonly struct TimeScale(ulong period)
{
    /// <summary>The latest time that can be waited for: 146 years.</summary>
    public const ulong Latest = 1ul << 62;

    private const ulong FemtosecondsInNanosecond = 1_000_000;

    private readonly ulong period = period;

    /// <summary>The last nanosecond that has begun at a count.</summary>
    public ulong ToNanoseconds(ulong count) =>
        (count / FemtosecondsInNanosecond * period) + (count % FemtosecondsInNanosecond * period / FemtosecondsInNanosecond);

    /// <summary>The first count at which so many nanoseconds have passed.</summary>
    public ulong ToCount(ulong nanoseconds)
    {
        var time = Math.Min(nanoseconds, Latest);
        return (time / period * FemtosecondsInNanosecond) + (((time % period * FemtosecondsInNanosecond) + period - 1) / period);
    }
}
