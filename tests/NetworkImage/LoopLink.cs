// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;

namespace Caprock.Tests.NetworkImage;

/// <summary>One end of a wire in memory: a pool of free buffers, and a queue of frames that were sent.</summary>
/// <typeparam name="TKind">What the card can do.</typeparam>
internal unsafe struct LoopLink<TKind> : ILink<LoopLink<TKind>>
    where TKind : unmanaged, ILinkKind
{
    private const int BufferCount = 512;
    private const int BufferBytes = 1536;
    private const int Mask = BufferCount - 1;

    private byte** free;
    private int freeCount;
    private FrameDescriptor* queue;
    private uint put;
    private uint taken;

    /// <inheritdoc/>
    public static bool CompletesChecksums(LoopLink<TKind>* link) => TKind.CompletesChecksums;

    /// <inheritdoc/>
    public static Resolution Resolve(LoopLink<TKind>* link, Ipv4Address address, bool isRefresh, out MacAddress mac)
    {
        mac = default;
        return Resolution.None;
    }

    /// <summary>Frames that were sent and not taken.</summary>
    public readonly int Waiting => (int)(put - taken);

    /// <summary>Whether all buffers are free.</summary>
    public readonly bool IsIdle => freeCount == BufferCount && put == taken;

    /// <summary>Makes a link.</summary>
    public static LoopLink<TKind>* Create()
    {
        var link = (LoopLink<TKind>*)Storage.Take((ulong)sizeof(LoopLink<TKind>));
        var buffers = Storage.Take(BufferCount * BufferBytes);
        link->free = (byte**)Storage.Take(BufferCount * 8);
        link->queue = (FrameDescriptor*)Storage.Take((ulong)(BufferCount * sizeof(FrameDescriptor)));
        link->put = 0;
        link->taken = 0;
        link->freeCount = BufferCount;
        for (var i = 0; i < BufferCount; i++)
        {
            link->free[i] = buffers + (i * BufferBytes);
        }

        return link;
    }

    /// <summary>The frame that was sent first; it stays until it is recycled.</summary>
    public static FrameDescriptor* Take(LoopLink<TKind>* link)
    {
        if (link->put == link->taken)
        {
            return null;
        }

        return link->queue + (link->taken++ & Mask);
    }

    /// <inheritdoc/>
    public static byte* Reserve(LoopLink<TKind>* link)
    {
        if (link->freeCount == 0)
        {
            return null;
        }

        link->freeCount--;
        return link->free[link->freeCount];
    }

    /// <inheritdoc/>
    public static void Send(LoopLink<TKind>* link, byte* frame, int length, ChecksumRequest request)
    {
        var descriptor = link->queue + (link->put & Mask);
        descriptor->Address = frame;
        descriptor->Length = length;
        link->put++;
    }

    /// <inheritdoc/>
    public static void Release(LoopLink<TKind>* link, byte* frame) => Recycle(link, frame);

    /// <inheritdoc/>
    public static void Recycle(LoopLink<TKind>* link, byte* frame)
    {
        link->free[link->freeCount] = frame;
        link->freeCount++;
    }
}
