// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>
/// The end from which frames go: it puts full buffers into the first half of a region, and takes empty ones out of the second.
/// </summary>
public unsafe struct BufferSource
{
    private Producer<PacketBuffer, SharedMemory> full;
    private Consumer<PacketBuffer, SharedMemory> empty;
    private Channel peer;

    /// <summary>Takes this end.</summary>
    public static BufferSource Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var source = default(BufferSource);
        source.full = Producer<PacketBuffer, SharedMemory>.Attach(region.Address, half);
        source.empty = Consumer<PacketBuffer, SharedMemory>.Attach((byte*)region.Address + half, half);
        source.peer = peer;
        return source;
    }

    /// <summary>Whether a frame can be passed on. When not, a buffer that comes back means that one can.</summary>
    public bool HasRoom => full.CountFree() != 0;

    /// <summary>Passes a frame on, with <see cref="Flush"/>.</summary>
    public bool TryAddFull(PacketBuffer buffer) => full.TryPut(buffer);

    /// <summary>Takes a buffer that a frame may be put in.</summary>
    public bool TryTakeEmpty(out PacketBuffer buffer) => empty.TryTake(out buffer);

    /// <summary>Shows the peer what was added and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (full.Publish() | empty.Release())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks for a notification when there is an empty buffer; false when there is one.</summary>
    public bool MayWait() => empty.MayWait();
}
