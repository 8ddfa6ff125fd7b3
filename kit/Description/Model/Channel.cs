// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A connection of two protection domains.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="First">One end.</param>
/// <param name="Second">The other.</param>
public sealed record Channel(SourcePosition Position, ChannelEnd First, ChannelEnd Second)
{
    /// <summary>Both ends.</summary>
    public IEnumerable<ChannelEnd> Ends => [First, Second];

    /// <summary>The end across.</summary>
    public ChannelEnd Other(ChannelEnd end) => ReferenceEquals(end, First) ? Second : First;
}
