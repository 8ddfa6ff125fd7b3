// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Arp;

/// <summary>A station on the wire that a client wants to know, or that has asked for the client.</summary>
internal struct Neighbour
{
    /// <summary>Its IPv4 address; zero for a free entry.</summary>
    public uint Address;

    /// <summary>Whether the client is to be notified of its answer.</summary>
    public bool IsAwaited;

    /// <summary>Its Ethernet address; zero while not known.</summary>
    public ulong Station;

    /// <summary>When that was heard last.</summary>
    public ulong HeardNanoseconds;

    /// <summary>When it was asked for last.</summary>
    public ulong AskedNanoseconds;

    /// <summary>When something last happened to it.</summary>
    public readonly ulong LatestNanoseconds => Math.Max(HeardNanoseconds, AskedNanoseconds);
}
