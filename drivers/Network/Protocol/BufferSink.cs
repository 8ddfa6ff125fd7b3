// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>
/// The end to which frames go: it takes full buffers out of the first half of a region, and puts empty ones into the second.
/// </summary>
public unsafe struct BufferSink
{
    private Consumer<PacketBuffer, SharedMemory> full;
    private Producer<PacketBuffer, SharedMemory> empty;
    private Channel peer;

    /// <summary>Takes this end.</summary>
    public static BufferSink Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var sink = default(BufferSink);
        sink.full = Consumer<PacketBuffer, SharedMemory>.Attach(region.Address, half);
        sink.empty = Producer<PacketBuffer, SharedMemory>.Attach((byte*)region.Address + half, half);
        sink.peer = peer;
        return sink;
    }

    /// <summary>Takes a frame.</summary>
    public bool TryTakeFull(out PacketBuffer buffer) => full.TryTake(out buffer);

    /// <summary>Gives a buffer back or in, with <see cref="Flush"/>.</summary>
    public bool TryAddEmpty(PacketBuffer buffer) => empty.TryPut(buffer);

    /// <summary>Shows the peer what was added and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        if (empty.Publish() | full.Release())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks for a notification when there is a frame; false when there is one.</summary>
    public bool MayWait() => full.MayWait();
}
