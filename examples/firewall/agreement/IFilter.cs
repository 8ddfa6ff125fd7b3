// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What the router asks a filter. The filter sees what is in <see cref="Packet"/> and never the packet itself.</summary>
[Procedures]
internal interface IFilter
{
    /// <summary>Whether a packet may pass; if so, and if it begins something, its answers may pass too.</summary>
    bool Admits(in Packet packet);

    /// <summary>Whether a packet like this one has passed lately.</summary>
    bool Knows(in Packet packet);
}
