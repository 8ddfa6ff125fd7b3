// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>The congestion window. Sources: RFC 5681; RFC 6928 (initial window); RFC 3465 (counting bytes).</summary>
internal struct Congestion
{
    private const uint Greatest = 1 << 30;

    private uint window;
    private uint threshold;
    private uint counted;
    private uint segment;

    /// <summary>Bytes that may be in flight.</summary>
    public readonly uint Window => window;

    /// <summary>The window at which slow start ends.</summary>
    public readonly uint Threshold => threshold;

    /// <summary>Starts a connection.</summary>
    public void Initialize(uint segmentBytes)
    {
        segment = segmentBytes;
        window = InitialWindow;
        threshold = Greatest;
        counted = 0;
    }

    /// <summary>New data was acknowledged, and no loss is being repaired.</summary>
    public void Acknowledged(uint bytes)
    {
        if (window < threshold)
        {
            // All that was acknowledged counts, as receivers take in many segments at a time; after a loss at most two segments do
            // (RFC 3465, 2.3), since an acknowledgement may then cover what was received long before.
            window += threshold == Greatest ? bytes : Math.Min(bytes, 2 * segment);
        }
        else
        {
            counted += bytes;
            if (counted >= window)
            {
                counted -= window;
                window += segment;
            }
        }

        window = Math.Min(window, Greatest);
    }

    /// <summary>A loss was found by duplicate acknowledgements.</summary>
    /// <param name="inFlight">Bytes in flight.</param>
    /// <param name="extra">What the duplicate acknowledgements say has left the network; 0 with selective acknowledgements.</param>
    public void EnterRecovery(uint inFlight, uint extra)
    {
        threshold = Math.Max(inFlight / 2, 2 * segment);
        window = threshold + extra;
        counted = 0;
    }

    /// <summary>In recovery, one more segment has left the network. Source: RFC 5681, 3.2, step 4.</summary>
    public void Inflate() => window = Math.Min(window + segment, Greatest);

    /// <summary>In recovery, a part of what was outstanding was acknowledged. Source: RFC 6582, 3.2, step 3.</summary>
    public void Deflate(uint acknowledged)
    {
        window = window > acknowledged ? window - acknowledged : 0;
        window = Math.Max(acknowledged >= segment ? window + segment : window, segment);
    }

    /// <summary>The loss is repaired.</summary>
    public void LeaveRecovery(uint inFlight) => window = Math.Min(threshold, Math.Max(inFlight, segment) + segment);

    /// <summary>A retransmission timeout.</summary>
    /// <param name="inFlight">Bytes in flight.</param>
    /// <param name="isFirst">Whether it is the first for this data.</param>
    public void TimedOut(uint inFlight, bool isFirst)
    {
        if (isFirst)
        {
            threshold = Math.Max(inFlight / 2, 2 * segment);
        }

        window = segment;
        counted = 0;
    }

    /// <summary>Nothing was sent for longer than a timeout: what was known of the network is old. Source: RFC 5681, 4.1.</summary>
    public void Idle() => window = Math.Min(window, InitialWindow);

    /// <summary>The way carries less than was thought.</summary>
    public void ShrinkSegment(uint segmentBytes) => segment = segmentBytes;

    private readonly uint InitialWindow => Math.Min(10 * segment, Math.Max(2 * segment, 14600));
}
