// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Arp;

/// <summary>A client: its address, and its own neighbours, so that it can make nobody else's be forgotten.</summary>
internal struct Client
{
    /// <summary>Its IPv4 address; zero without one.</summary>
    public uint Address;

    /// <summary>Its neighbours.</summary>
    public Neighbours Neighbours;

    /// <summary>Where a neighbour is; -1 when it is not remembered.</summary>
    public readonly int Find(uint address)
    {
        var index = Neighbours.Most - 1;
        while (index >= 0 && Neighbours[index].Address != address)
        {
            index--;
        }

        return index;
    }

    /// <summary>
    /// Remembers a neighbour in the place of the one with which nothing happened for longest, and says where. Whom the client waits for
    /// gives way only to another one that it wants; -1 when nobody gives way.
    /// </summary>
    public int Add(uint address, bool isWanted)
    {
        var chosen = -1;
        for (var i = 0; i < Neighbours.Most; i++)
        {
            ref var candidate = ref Neighbours[i];
            var mayGo = isWanted || !candidate.IsAwaited;
            if (mayGo && (chosen < 0 || candidate.LatestNanoseconds < Neighbours[chosen].LatestNanoseconds))
            {
                chosen = i;
            }
        }

        if (chosen >= 0)
        {
            ref var neighbour = ref Neighbours[chosen];
            neighbour.Address = address;
            neighbour.IsAwaited = false;
            neighbour.Station = 0;
            neighbour.HeardNanoseconds = 0;
            neighbour.AskedNanoseconds = 0;
        }

        return chosen;
    }
}
