// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Net.Support;

/// <summary>What a <see cref="Pair"/>'s link does to frames. Shares are in thousandths.</summary>
internal sealed record Impairment
{
    /// <summary>A link that only delays.</summary>
    public static Impairment None { get; } = new();

    /// <summary>Frames lost.</summary>
    public int Loss { get; init; }

    /// <summary>Frames that arrive twice.</summary>
    public int Duplication { get; init; }

    /// <summary>Frames delayed by up to five times as much.</summary>
    public int Reordering { get; init; }

    /// <summary>Frames in which a bit is flipped.</summary>
    public int Corruption { get; init; }

    /// <summary>How long a frame takes.</summary>
    public ulong DelayMicroseconds { get; init; } = 1000;
}
