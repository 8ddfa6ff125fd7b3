// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Tap;

/// <summary>What is done to frames in both directions between the stack and the device. Shares are in thousandths.</summary>
public sealed record Disturbance
{
    /// <summary>Frames lost.</summary>
    public int Loss { get; init; }

    /// <summary>Frames that arrive twice.</summary>
    public int Duplication { get; init; }

    /// <summary>Frames held back by a few milliseconds, so that others overtake them.</summary>
    public int Reordering { get; init; }

    /// <summary>How long every frame is held back.</summary>
    public int DelayMilliseconds { get; init; }
}
