// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Block.Protocol;

/// <summary>The end that is asked.</summary>
public unsafe struct BlockServer
{
    private Consumer<BlockRequest, SharedMemory> requests;
    private Producer<BlockCompletion, SharedMemory> completions;
    private Channel peer;
    private uint owed;

    /// <summary>Requests that were taken and not completed.</summary>
    public readonly uint Owed => owed;

    /// <summary>Takes this end.</summary>
    public static BlockServer Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var server = default(BlockServer);
        server.requests = Consumer<BlockRequest, SharedMemory>.Attach(region.Address, half);
        server.completions = Producer<BlockCompletion, SharedMemory>.Attach((byte*)region.Address + half, half);
        server.peer = peer;
        return server;
    }

    /// <summary>
    /// Takes a request, if its completion will find room; a peer that does not take its completions is not served.
    /// </summary>
    public bool TryTake(out BlockRequest request)
    {
        if (completions.CountFree() <= owed || !requests.TryTake(out request))
        {
            request = default;
            return false;
        }

        owed++;
        return true;
    }

    /// <summary>Completes a request that was taken, with <see cref="Flush"/>.</summary>
    public void Complete(BlockCompletion completion)
    {
        owed--;

        // Ignored: there is room for what is owed, unless the peer writes wrong indices, and then it loses the completion.
        _ = completions.TryPut(completion);
    }

    /// <summary>Shows the peer what was taken and completed, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (requests.Release() | completions.Publish())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks for a notification when something can be taken; false when something can.</summary>
    public bool MayWait() => completions.CountFree() <= owed ? completions.MayWait(owed + 1) : requests.MayWait();
}
