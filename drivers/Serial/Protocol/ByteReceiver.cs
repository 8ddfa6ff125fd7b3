// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Serial.Protocol;

/// <summary>The receiving end of a stream of bytes from a peer.</summary>
public unsafe struct ByteReceiver
{
    private Consumer<byte, SharedMemory> queue;
    private Channel peer;

    /// <summary>Takes the receiving end.</summary>
    public static ByteReceiver Attach(Region region, Channel peer)
    {
        var receiver = default(ByteReceiver);
        receiver.queue = Consumer<byte, SharedMemory>.Attach(region.Address, region.Length);
        receiver.peer = peer;
        return receiver;
    }

    /// <summary>Takes a byte, whose room the peer gets back with <see cref="Release"/>; false when there is none.</summary>
    public bool TryTake(out byte value) => queue.TryTake(out value);

    /// <summary>Takes as many bytes as there are and fit, whose room the peer gets back with <see cref="Release"/>.</summary>
    public int Take(scoped Span<byte> bytes) => queue.Take(bytes);

    /// <summary>Gives the peer the room of what was taken back, and tells it when it waits.</summary>
    public void Release()
    {
        if (queue.Release())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks the peer to notify when there is something; false when there is already.</summary>
    public bool MayWait() => queue.MayWait();
}
