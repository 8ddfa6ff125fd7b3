// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The places from one up to, and without, another.</summary>
public readonly struct Range(Index start, Index end)
{
    /// <summary>The first place.</summary>
    public Index Start { get; } = start;

    /// <summary>The place after the last.</summary>
    public Index End { get; } = end;

    /// <summary>Everything.</summary>
    public static Range All => new(Index.Start, Index.End);

    /// <summary>From a place to the end.</summary>
    public static Range StartAt(Index start) => new(start, Index.End);

    /// <summary>From the start up to a place.</summary>
    public static Range EndAt(Index end) => new(Index.Start, end);
}
