// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Arp;

/// <summary>What is known about a neighbour.</summary>
internal enum NeighborState : byte
{
    /// <summary>The entry is free.</summary>
    Free,

    /// <summary>It was asked for and has not answered.</summary>
    Incomplete,

    /// <summary>Its address is known.</summary>
    Reachable,

    /// <summary>Its address is known and old; it was asked whether it is still true.</summary>
    Refreshing,

    /// <summary>It did not answer; what is held for it has to go back to the link.</summary>
    Failed,
}
