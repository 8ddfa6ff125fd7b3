// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>Round-trip time and the timeout that follows from it. Source: RFC 6298.</summary>
/// <remarks>
/// The least timeout is 300 ms rather than the second of RFC 6298, 2.4: longer than any acknowledgement that is delayed today, and as
/// other systems have it.
/// A backed-off timeout ends with the first new acknowledgement; without time stamps, waiting for a fresh measurement (RFC 6298, 5) would
/// stall a
/// connection that loses every few segments.
/// </remarks>
internal struct RoundTrip
{
    private const uint InitialMicroseconds = 1_000_000;
    private const uint LeastMicroseconds = 300_000;
    private const uint MostMicroseconds = 60_000_000;

    /// <summary>The granularity G of the clock: a tick of the timer wheel, rounded up.</summary>
    private const uint GranularityMicroseconds = 2_000;

    private uint smoothed;
    private uint variation;
    private uint timeout;
    private int shift;

    /// <summary>The smoothed round-trip time; 0 before the first measurement.</summary>
    public readonly uint SmoothedMicroseconds => smoothed;

    /// <summary>The timeout.</summary>
    public readonly ulong TimeoutMicroseconds
    {
        get
        {
            var backedOff = (ulong)timeout << shift;
            return backedOff < MostMicroseconds ? backedOff : MostMicroseconds;
        }
    }

    /// <summary>Starts without a measurement.</summary>
    public void Initialize()
    {
        smoothed = 0;
        variation = 0;
        timeout = InitialMicroseconds;
        shift = 0;
    }

    /// <summary>Takes a measurement.</summary>
    public void Measure(ulong microseconds)
    {
        var sample = (uint)Math.Clamp(microseconds, 1, MostMicroseconds);
        if (smoothed == 0)
        {
            smoothed = sample;
            variation = sample / 2;
        }
        else
        {
            var difference = smoothed > sample ? smoothed - sample : sample - smoothed;
            variation = variation - (variation / 4) + (difference / 4);
            smoothed = smoothed - (smoothed / 8) + (sample / 8);
        }

        var spread = Math.Max(GranularityMicroseconds, variation * 4);
        timeout = Math.Clamp(smoothed + spread, LeastMicroseconds, MostMicroseconds);
        shift = 0;
    }

    /// <summary>Doubles the timeout.</summary>
    public void BackOff()
    {
        if (shift < 16)
        {
            shift++;
        }
    }

    /// <summary>Ends backing off.</summary>
    public void Recover() => shift = 0;
}
