// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;
using Caprock.Kit.Queues;

namespace Caprock.Drivers.Serial.Protocol;

/// <summary>The sending end of a stream of bytes to a peer.</summary>
public unsafe struct ByteSender
{
    private Producer<byte, SharedMemory> queue;
    private Channel peer;

    /// <summary>Takes the sending end.</summary>
    public static ByteSender Attach(Region region, Channel peer)
    {
        var sender = default(ByteSender);
        sender.queue = Producer<byte, SharedMemory>.Attach(region.Address, region.Length);
        sender.peer = peer;
        return sender;
    }

    /// <summary>Bytes that can be sent now.</summary>
    public int Room => (int)queue.CountFree();

    /// <summary>Bytes that fit at most.</summary>
    public readonly int Capacity => (int)queue.Capacity;

    /// <summary>Adds a byte, which the peer gets with <see cref="Flush"/>; false when there is no room.</summary>
    public bool TryAdd(byte value) => queue.TryPut(value);

    /// <summary>Adds as many bytes as there is room for, which the peer gets with <see cref="Flush"/>, and tells how many.</summary>
    public int Add(scoped ReadOnlySpan<byte> bytes) => queue.Put(bytes);

    /// <summary>Gives the peer what was added, and tells it when it waits.</summary>
    public void Flush()
    {
        if (queue.Publish())
        {
            peer.Notify();
        }
    }

    /// <summary>Asks the peer to notify when there is room for so many bytes; false when there is already.</summary>
    public bool MayWait(int bytes) => queue.MayWait((uint)bytes);
}
