// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Block.Protocol;

/// <summary>The end that asks: requests go into the first half of a region, completions come out of the second.</summary>
public unsafe struct BlockClient
{
    private Producer<BlockRequest, SharedMemory> requests;
    private Consumer<BlockCompletion, SharedMemory> completions;
    private Channel peer;
    private uint underWay;

    /// <summary>Requests without completion.</summary>
    public readonly uint UnderWay => underWay;

    /// <summary>Takes this end.</summary>
    public static BlockClient Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var client = default(BlockClient);
        client.requests = Producer<BlockRequest, SharedMemory>.Attach(region.Address, half);
        client.completions = Consumer<BlockCompletion, SharedMemory>.Attach((byte*)region.Address + half, half);
        client.peer = peer;
        return client;
    }

    /// <summary>Asks, with <see cref="Flush"/>; false when as many requests are under way as there is room for completions.</summary>
    public bool TryStart(BlockRequest request)
    {
        if (underWay >= completions.Capacity || !requests.TryPut(request))
        {
            return false;
        }

        underWay++;
        return true;
    }

    /// <summary>Takes a completion.</summary>
    public bool TryTake(out BlockCompletion completion)
    {
        var isThere = completions.TryTake(out completion);
        underWay -= isThere && underWay != 0 ? 1u : 0;
        return isThere;
    }

    /// <summary>Shows the peer what was asked and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (requests.Publish() | completions.Release())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks for a notification when there is a completion; false when there is one.</summary>
    public bool MayWait() => completions.MayWait();
}
