// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Block.Protocol;

/// <summary>The end that asks: requests go into the first half of a region, completions come out of the second.</summary>
public unsafe struct BlockClient
{
    private ClientEnd<BlockRequest, BlockCompletion> queues;
    private Channel peer;

    /// <summary>Requests without completion.</summary>
    public readonly uint UnderWay => queues.UnderWay;

    /// <summary>
    /// Whether the device may still use memory that an earlier life of this component named: requests of that life go on to their ends.
    /// </summary>
    public readonly bool IsSettling => queues.IsSettling;

    /// <summary>Takes this end.</summary>
    public static BlockClient Attach(Region region, Channel peer)
    {
        var client = default(BlockClient);
        client.queues = ClientEnd<BlockRequest, BlockCompletion>.Attach(
            region.Address, region.Length, Configuration.Generation != 0);
        client.peer = peer;
        return client;
    }

    /// <summary>Asks, with <see cref="Flush"/>; false when as many requests are under way as there is room for completions.</summary>
    public bool TryStart(BlockRequest request) => queues.TryStart(request);

    /// <summary>Takes a completion.</summary>
    public bool TryTake(out BlockCompletion completion) => queues.TryTake(out completion);

    /// <summary>Shows the peer what was asked and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (queues.Flush())
        {
            peer.Notify();
        }
    }

    /// <summary>
    /// The same for who is about to wait: the notification goes with that, in one system call, and the peer runs a little later.
    /// </summary>
    public void FlushBeforeWait()
    {
        if (queues.Flush())
        {
            peer.NotifyDeferred();
        }
    }

    /// <summary>Asks for a notification when there is a completion; false when there is one.</summary>
    public bool MayWait() => queues.MayWait();
}
