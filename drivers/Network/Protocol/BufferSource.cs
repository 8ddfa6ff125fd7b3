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
    private bool borrows;
    private bool isAwaited;
    private bool hasUrged;
    private uint urgedAt;

    /// <summary>How many buffers the sink has of those that this end gave it, in the life of both.</summary>
    public readonly uint CountOutside => full.Position - empty.Position;

    /// <summary>Takes this end, for the owner of the buffers.</summary>
    public static BufferSource Attach(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var source = default(BufferSource);
        source.full = Producer<PacketBuffer, SharedMemory>.Attach(region.Address, half);
        source.empty = Consumer<PacketBuffer, SharedMemory>.Attach((byte*)region.Address + half, half);
        source.peer = peer;

        // An earlier life may have ended between showing something and telling of it.
        source.isAwaited = Configuration.Generation != 0;
        return source;
    }

    /// <summary>
    /// Takes this end, for who gives every buffer back that it takes, in the same order. A buffer that an earlier life of this component
    /// had taken and not given back is there to be taken again.
    /// </summary>
    public static BufferSource AttachBorrower(Region region, Channel peer)
    {
        var half = region.Length / 2;
        var source = Attach(region, peer);
        source.empty = Consumer<PacketBuffer, SharedMemory>.AttachAt((byte*)region.Address + half, half, source.full.Position);
        source.borrows = true;
        return source;
    }

    /// <summary>A buffer that the sink has; the first is the one that was given longest ago.</summary>
    public readonly PacketBuffer Outside(uint index) => full.Read(empty.Position + index);

    /// <summary>Has another component be notified from now on.</summary>
    public void TurnTo(Channel other) => peer = other;

    /// <summary>Whether a frame can be passed on. When not, a buffer that comes back means that one can.</summary>
    public bool HasRoom => full.HasRoom;

    /// <summary>Passes a frame on, with <see cref="Flush"/>.</summary>
    public bool TryAddFull(PacketBuffer buffer) => full.TryPut(buffer);

    /// <summary>Takes a buffer that a frame may be put in.</summary>
    public bool TryTakeEmpty(out PacketBuffer buffer) => empty.TryTake(out buffer);

    /// <summary>Shows the peer what was added and taken, and notifies it if it waits for either.</summary>
    public void Flush()
    {
        Show();
        Notify(false);
    }

    /// <summary>Shows the peer what was added and taken; <see cref="Notify"/> must follow.</summary>
    public void Show()
    {
        isAwaited |= full.Publish();
        isAwaited |= borrows ? empty.ReleaseTo(full.Position) : empty.Release();
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

    /// <summary>
    /// Asks for a notification when there is an empty buffer; false when there is one. Who has to give one back might leave that for later,
    /// so it is told that somebody waits.
    /// </summary>
    public bool MayWait()
    {
        var mayWait = empty.MayWait();
        if (mayWait && Urge())
        {
            Notify(false);
        }

        return mayWait;
    }

    /// <summary>
    /// Asks for a notification when there are so many empty buffers, and is content to take fewer when something else wakes it; false when
    /// there are.
    /// </summary>
    public bool MayWait(uint count) => empty.MayWait(count);

    /// <summary>
    /// Has the next <see cref="Notify"/> tell the peer that empty buffers are waited for; false when it has been told, or has none.
    /// </summary>
    public bool Urge()
    {
        var isNew = !borrows && CountOutside != 0 && (!hasUrged || urgedAt != empty.Position);
        isAwaited |= isNew;
        hasUrged |= isNew;
        urgedAt = empty.Position;
        return isNew;
    }
}
