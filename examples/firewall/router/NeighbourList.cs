// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Firewall;

/// <summary>Stations that are known or asked for.</summary>
[InlineArray(Side.MostNeighbours)]
internal struct NeighbourList
{
    private Neighbour first;
}
