// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A part of a sequence.</summary>
internal readonly struct Range(Index start, Index end)
{
    /// <summary>The whole of a sequence.</summary>
    public static Range All => new(0, new Index(0, true));

    /// <summary>Where it begins.</summary>
    public Index Start { get; } = start;

    /// <summary>Behind its last.</summary>
    public Index End { get; } = end;

    /// <summary>From a place to the end.</summary>
    public static Range StartAt(Index start) => new(start, new Index(0, true));

    /// <summary>From the start to a place.</summary>
    public static Range EndAt(Index end) => new(0, end);
}
