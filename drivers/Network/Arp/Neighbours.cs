// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Network.Arp;

/// <summary>The neighbours of a client.</summary>
[InlineArray(Most)]
internal struct Neighbours
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 16;

    private Neighbour first;
}
