// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Arp;

/// <summary>
/// Buffers of 64 bytes for frames to send. Each client has four for its questions, and sixteen are for answers: nobody can use up
/// another's.
/// </summary>
internal struct SendBuffers
{
    /// <summary>Memory that they take.</summary>
    public const ulong Bytes = Count * BufferBytes;

    /// <summary>Stands for everybody on the wire in the place of a client: whom answers are for.</summary>
    public const int Wire = NetworkLimits.MostClients;

    private const int OfClient = 4;
    private const int OfWire = 16;
    private const int Count = (NetworkLimits.MostClients * OfClient) + OfWire;
    private const ulong BufferBytes = 64;

    private BufferSource transmitter;
    private Region data;
    private ulong awayLow;
    private ulong awayHigh;

    /// <summary>Takes the queue and memory; what an earlier life had sent and not got back is still away.</summary>
    public void Attach(Region queue, Region memory, Channel channel)
    {
        transmitter = BufferSource.Attach(queue, channel);
        data = memory;
        for (uint i = 0; i < Math.Min(transmitter.CountOutside, NetworkLimits.MostUnderWay); i++)
        {
            Set(NumberOf(transmitter.Outside(i)), true);
        }
    }

    /// <summary>Sends a frame for a client or to the wire; false when all of its buffers are away.</summary>
    public bool TrySend(int whose, in ArpFrame frame, ulong speaker, ulong destination, ulong targetStation)
    {
        while (transmitter.TryTakeEmpty(out var back))
        {
            Set(NumberOf(back), false);
        }

        var first = whose * OfClient;
        var last = first + (whose == Wire ? OfWire : OfClient);
        for (var number = first; number < last; number++)
        {
            if (!IsAway(number))
            {
                var place = (ulong)number * BufferBytes;
                frame.Write(data.Bytes.Slice((int)place, ArpFrame.Bytes), speaker, destination, targetStation);
                Set(number, transmitter.TryAddFull(new PacketBuffer(place, ArpFrame.Bytes)));
                return true;
            }
        }

        return false;
    }

    /// <summary>Shows what was sent.</summary>
    public void Flush() => transmitter.Flush();

    /// <summary>The number of a buffer; one that is none is the last of all bits, which stands for nothing.</summary>
    private static int NumberOf(PacketBuffer buffer) => (int)Math.Min(buffer.Address / BufferBytes, 127);

    private readonly bool IsAway(int number) => ((number < 64 ? awayLow : awayHigh) >> (number & 63) & 1) != 0;

    private void Set(int number, bool isAway)
    {
        ref var word = ref awayLow;
        if (number >= 64)
        {
            word = ref awayHigh;
        }

        var bit = 1ul << (number & 63);
        word = isAway ? word | bit : word & ~bit;
    }
}
