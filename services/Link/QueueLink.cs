// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;
using Caprock.Services.Net;

namespace Caprock.Services.Link;

/// <summary>The link of a stack in a component: frames are built in the transmit region, and read where the copier has put them.</summary>
/// <remarks>It must lie still. What the peers say is checked: they can lose this component its buffers, and nothing else.</remarks>
public unsafe struct QueueLink : ILink<QueueLink>
{
    /// <summary>How old what a resolver knows may be, for a neighbour that is not known, and for one to be heard anew.</summary>
    private const uint LifetimeSeconds = 60;
    private const uint FreshSeconds = 1;

    /// <summary>Where <see cref="ChecksumRequest"/> says that checksums are.</summary>
    private const uint TransportInFrame = 34;
    private const uint TcpField = 16;
    private const uint UdpField = 6;

    private BufferSource toSend;
    private BufferSink received;
    private BufferSet sending;
    private BufferSet receiving;
    private BufferNumbers free;
    private int freeCount;
    private bool isStarved;
    private bool completesChecksums;
    private bool hasResolver;
    private Channel resolver;

    /// <summary>Buffers for frames to send, wherever they are.</summary>
    public readonly int SendBuffers => sending.Count;

    /// <summary>Those of them that the device or a component on the way to it has.</summary>
    public readonly int SendBuffersAway => sending.GivenCount;

    /// <summary>Buffers for received frames.</summary>
    public readonly int ReceiveBuffers => receiving.Count;

    /// <summary>Those of them that wait for frames.</summary>
    public readonly int ReceiveBuffersAway => receiving.GivenCount;

    /// <summary>Takes the queues and buffers of received frames, and gives all buffers to who fills them.</summary>
    public void AttachReceiver(Region queue, Region data, Channel receiver)
    {
        received = BufferSink.Attach(queue, receiver);
        receiving.Attach(data, queue);
        for (var i = 0; i < receiving.Count; i++)
        {
            received.TryAddEmpty(receiving.Give(i, NetworkLimits.BufferBytes, ChecksumNote.Valid));
        }

        received.Flush();
    }

    /// <summary>Takes the queues and buffers of frames to send.</summary>
    public void AttachTransmitter(Region queue, Region data, Channel transmitter)
    {
        toSend = BufferSource.Attach(queue, transmitter);
        completesChecksums = (NetworkLimits.AskAbilities(transmitter) & NetworkAbilities.CompletesChecksums) != 0;
        sending.Attach(data, queue);
        freeCount = sending.Count;
        for (var i = 0; i < freeCount; i++)
        {
            free[i] = (ushort)i;
        }
    }

    /// <summary>Takes a received frame, which stays where it is until it is recycled.</summary>
    public bool TryReceive(out byte* frame, out int length, out FrameFlags flags)
    {
        while (received.TryTakeFull(out var buffer))
        {
            if (receiving.TryTakeBack(buffer, out var number))
            {
                frame = receiving.AddressOf(number);
                length = (int)buffer.Length;
                flags = buffer.Checksum.IsValid ? FrameFlags.TransportChecksumValid : FrameFlags.None;
                return true;
            }
        }

        frame = null;
        length = 0;
        flags = FrameFlags.None;
        return false;
    }

    /// <summary>Shows the peers what was sent and given back; <see cref="Notify"/> must follow.</summary>
    public void Show()
    {
        received.Show();
        toSend.Show();
    }

    /// <summary>Notifies the peers that wait for it, with the next system call if the component is about to wait.</summary>
    public void Notify(bool isAboutToWait)
    {
        received.Notify(false);
        toSend.Notify(isAboutToWait);
    }

    /// <summary>Asks for a notification when there is a frame, or a buffer where one was missing; false when there is either.</summary>
    public bool MayWait()
    {
        var mayWait = received.MayWait() && (!isStarved || freeCount == 0);
        if (mayWait && isStarved)
        {
            mayWait = toSend.MayWait();
        }

        isStarved &= mayWait;
        return mayWait;
    }

    /// <summary>Has another component do ARP.</summary>
    public void AttachResolver(Channel channel)
    {
        resolver = channel;
        hasResolver = true;
    }

    /// <inheritdoc/>
    public static bool CompletesChecksums(QueueLink* link) => link->completesChecksums;

    /// <inheritdoc/>
    public static Resolution Resolve(QueueLink* link, Ipv4Address address, bool isRefresh, out MacAddress mac)
    {
        mac = default;
        if (!link->hasResolver)
        {
            return Resolution.None;
        }

        mac = new MacAddress(Resolver.Resolve(link->resolver, address.Value, isRefresh ? FreshSeconds : LifetimeSeconds));
        return mac.Wire == 0 ? Resolution.Asked : Resolution.Known;
    }

    /// <inheritdoc/>
    public static byte* Reserve(QueueLink* link)
    {
        if (link->freeCount == 0 && !link->TryTakeBack())
        {
            link->isStarved = true;
            return null;
        }

        link->freeCount--;
        return link->sending.AddressOf(link->free[link->freeCount]);
    }

    /// <inheritdoc/>
    public static void Send(QueueLink* link, byte* frame, int length, ChecksumRequest request)
    {
        var buffer = link->sending.NumberOf(frame);
        if (!link->toSend.TryAddFull(link->sending.Give(buffer, (uint)length, NoteOf(request))))
        {
            // Only a peer that writes wrong indices has no room for all there are. The frame is lost, as on any link.
            link->sending.TryTakeBack(new PacketBuffer((ulong)buffer * NetworkLimits.BufferBytes, 0), out buffer);
            Release(link, frame);
        }
    }

    /// <inheritdoc/>
    public static void Release(QueueLink* link, byte* frame)
    {
        link->free[link->freeCount] = (ushort)link->sending.NumberOf(frame);
        link->freeCount++;
    }

    /// <inheritdoc/>
    public static void Recycle(QueueLink* link, byte* frame) =>
        link->received.TryAddEmpty(link->receiving.Give(link->receiving.NumberOf(frame), NetworkLimits.BufferBytes, ChecksumNote.Valid));

    private static ChecksumNote NoteOf(ChecksumRequest request) => request switch
    {
        ChecksumRequest.Tcp => ChecksumNote.Partial(TransportInFrame, TcpField),
        ChecksumRequest.Udp => ChecksumNote.Partial(TransportInFrame, UdpField),
        _ => default,
    };

    /// <summary>Takes what was sent back; false when there was none.</summary>
    private bool TryTakeBack()
    {
        while (toSend.TryTakeEmpty(out var buffer))
        {
            if (sending.TryTakeBack(buffer, out var number))
            {
                free[freeCount] = (ushort)number;
                freeCount++;
            }
        }

        return freeCount != 0;
    }
}
