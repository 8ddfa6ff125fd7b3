// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Services.Net.Memory;

namespace Caprock.Services.Net.Tcp;

/// <summary>The memory of TCP, as it is laid out.</summary>
internal unsafe struct TcpMemory
{
    public nint* Buckets;
    public int BucketCount;
    public TcpConnection* Connections;
    public TcpListener* Listeners;
    public HalfOpen* HalfOpens;
    public TimeWait* TimeWaits;
    public SendExtent* Extents;
    public uint* Ranges;
    public byte* SendRings;
    public byte* ReceiveRings;

    /// <summary>Takes the memory.</summary>
    public TcpMemory(Arena* arena, StackOptions* options)
    {
        var flows = options->Connections + options->HalfOpens + options->TimeWaits;
        BucketCount = (int)BitOperations.RoundUpToPowerOf2((uint)flows + 2);
        Buckets = arena->Take<nint>(BucketCount);
        Connections = arena->Take<TcpConnection>(options->Connections);
        Listeners = arena->Take<TcpListener>(options->Listeners);
        HalfOpens = arena->Take<HalfOpen>(options->HalfOpens);
        TimeWaits = arena->Take<TimeWait>(options->TimeWaits);
        Extents = arena->Take<SendExtent>(options->Connections * TcpConnection.MostExtents);
        Ranges = arena->Take<uint>(options->Connections * 2 * SequenceRanges.Words);
        SendRings = arena->Take<byte>((long)options->Connections * options->SendBytes);
        ReceiveRings = arena->Take<byte>((long)options->Connections * options->ReceiveBytes);
    }
}
