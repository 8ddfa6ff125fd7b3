// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Block.Protocol;

/// <summary>The end that is asked. What an earlier life of it had not completed is there to be taken again.</summary>
public unsafe struct BlockServer
{
    private ServerEnd<BlockRequest, BlockCompletion> queues;
    private Channel peer;

    /// <summary>Takes this end.</summary>
    public static BlockServer Attach(Region region, Channel peer)
    {
        var server = default(BlockServer);
        server.queues = ServerEnd<BlockRequest, BlockCompletion>.Attach(
            region.Address, region.Length, Configuration.Generation != 0);
        server.peer = peer;
        return server;
    }

    /// <summary>
    /// Takes a request, if its completion will find room; a peer that does not take its completions is not served.
    /// </summary>
    public bool TryTake(out BlockRequest request, out ushort ticket) => queues.TryTake(out request, out ticket);

    /// <summary>Completes a request that was taken, with <see cref="Flush"/>. The peer sees completions in the order of requests.</summary>
    public void Complete(ushort ticket, BlockCompletion completion) => queues.Complete(ticket, completion);

    /// <summary>Shows the peer what was taken and completed, and notifies it if it waits for either.</summary>
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

    /// <summary>Asks for a notification when something can be taken; false when something can.</summary>
    public bool MayWait() => queues.MayWait();
}
