// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Arp;

/// <summary>A station on the link.</summary>
internal unsafe struct Neighbor
{
    /// <summary>When to ask again, or to forget. The first field.</summary>
    public TimerNode Timer;

    /// <summary>Its address as it lies in frames.</summary>
    public uint AddressWire;

    /// <summary>What is known about it.</summary>
    public NeighborState State;

    /// <summary>Requests without an answer.</summary>
    public byte Attempts;

    /// <summary>Whether it waits in the list of those that have something to send.</summary>
    public bool IsPending;

    /// <summary>Whether a request is to be sent.</summary>
    public bool WantsRequest;

    /// <summary>Its Ethernet address.</summary>
    public MacAddress Mac;

    /// <summary>When something was last sent to it.</summary>
    public ulong LastUsedMicroseconds;

    /// <summary>Frames that wait for the address, the one that came first in front.</summary>
    public HeldFrames Held;

    /// <summary>How many they are.</summary>
    public byte HeldCount;

    /// <summary>The next in the list of those that have something to send.</summary>
    public Neighbor* NextPending;

    /// <summary>Whether frames can be sent to it.</summary>
    public readonly bool IsUsable => State is NeighborState.Reachable or NeighborState.Refreshing;
}
