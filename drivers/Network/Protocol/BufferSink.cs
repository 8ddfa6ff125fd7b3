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
    private bool borrows;
    private bool isAwaited;

    /// <summary>Frames that its queue holds at most.</summary>
    public readonly uint Capacity => full.Capacity;

    /// <summary>Whether a buffer can be given back.</summary>
    public bool HasRoom => empty.HasRoom;

    /// <summary>How many buffers the source has of those that this end gave it, in the life of both.</summary>
    public readonly uint CountOutside => empty.Position - full.Position;

    /// <summary>Takes this end, for the owner of the buffers.</summary>
    public static BufferSink Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var sink = default(BufferSink);
        sink.full = Consumer<PacketBuffer, SharedMemory>.Attach(region.Address, half);
        sink.empty = Producer<PacketBuffer, SharedMemory>.Attach((byte*)region.Address + half, half);
        sink.peer = peer;

        // An earlier life may have ended between showing something and telling of it.
        sink.isAwaited = Configuration.Generation != 0;
        return sink;
    }

    /// <summary>
    /// Takes this end, for who gives every buffer back that it takes, in the same order. A frame that an earlier life of this component
    /// had taken and not given back is there to be taken again, except the first so many, which are known to be under way.
    /// </summary>
    public static BufferSink AttachBorrower(Region region, Channel peer, uint underWay = 0)
    {
        var sink = Attach(region, peer);
        var position = sink.empty.Position + underWay;
        sink.full = Consumer<PacketBuffer, SharedMemory>.AttachAt(region.Address, region.Length / 2, position);
        sink.borrows = true;
        return sink;
    }

    /// <summary>A buffer that the source has; the first is the one that was given longest ago.</summary>
    public readonly PacketBuffer Outside(uint index) => empty.Read(full.Position + index);

    /// <summary>How many buffers this end has taken and not given back.</summary>
    public readonly uint CountHeld => full.Position - empty.Position;

    /// <summary>Has another component be notified from now on.</summary>
    public void TurnTo(Channel other) => peer = other;

    /// <summary>Takes a frame.</summary>
    public bool TryTakeFull(out PacketBuffer buffer) => full.TryTake(out buffer);

    /// <summary>Gives a buffer back or in, with <see cref="Flush"/>.</summary>
    public bool TryAddEmpty(PacketBuffer buffer) => empty.TryPut(buffer);

    /// <summary>Shows the peer what was added and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        Show();
        Notify(false);
    }

    /// <summary>Shows the peer what was added and taken; <see cref="Notify"/> must follow.</summary>
    public void Show()
    {
        isAwaited |= empty.Publish();
        isAwaited |= borrows ? full.ReleaseTo(empty.Position) : full.Release();
    }

    /// <summary>
    /// Notifies the peer if it waits for what was shown. A component that is about to wait itself says so: then both are one system call.
    /// </summary>
    public void Notify(bool isAboutToWait)
    {
        if (isAwaited)
        {
            isAwaited = false;
            peer.Notify(isAboutToWait);
        }
    }

    /// <summary>Whether the source waits for one of the next so many empty buffers.</summary>
    public readonly bool IsAwaited(uint count) => empty.IsAwaited(count);

    /// <summary>Asks for a notification when there is a frame; false when there is one.</summary>
    public bool MayWait() => full.MayWait();
}
