// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Services.Link;

/// <summary>The buffers of a data region, and which of them the peer has: it can give back only those, and each once.</summary>
internal unsafe struct BufferSet
{
    /// <summary>Buffers of a region that are used.</summary>
    public const int MostBuffers = 1024;

    private byte* memory;
    private BufferMarks given;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many the peer has.</summary>
    public int GivenCount { get; private set; }

    /// <summary>Takes a region: as many buffers as it, and each half of a region of queues, has room for.</summary>
    public void Attach(Region data, Region queue)
    {
        memory = (byte*)data.Address;
        var elements = Caprock.Kit.Queues.QueueLayout.Capacity(queue.Length / 2, sizeof(PacketBuffer));
        Count = (int)Math.Min(Math.Min((ulong)MostBuffers, elements), data.Length / NetworkLimits.BufferBytes);
        GivenCount = 0;
        for (var i = 0; i < MostBuffers / 64; i++)
        {
            given[i] = 0;
        }
    }

    /// <summary>Where a buffer is.</summary>
    public readonly byte* AddressOf(int buffer) => memory + ((ulong)buffer * NetworkLimits.BufferBytes);

    /// <summary>Which buffer an address is in.</summary>
    public readonly int NumberOf(byte* address) => (int)((ulong)(address - memory) / NetworkLimits.BufferBytes);

    /// <summary>Notes that the peer gets a buffer, and describes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PacketBuffer Give(int buffer, uint length, ChecksumNote checksum)
    {
        given[buffer >> 6] |= 1ul << (buffer & 63);
        GivenCount++;
        return new PacketBuffer((ulong)buffer * NetworkLimits.BufferBytes, length, checksum);
    }

    /// <summary>Looks which buffer the peer gives back; false when it does not have it, or says that it holds what it cannot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeBack(PacketBuffer described, out int buffer)
    {
        var number = described.Address / NetworkLimits.BufferBytes;
        buffer = (int)number;
        if (number >= (ulong)Count || (given[buffer >> 6] >> (buffer & 63) & 1) == 0)
        {
            return false;
        }

        if (described.Address % NetworkLimits.BufferBytes != 0 || described.Length > NetworkLimits.BufferBytes)
        {
            return false;
        }

        given[buffer >> 6] &= ~(1ul << (buffer & 63));
        GivenCount--;
        return true;
    }
}
