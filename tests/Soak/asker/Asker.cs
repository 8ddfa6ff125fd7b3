// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Tests.Soak;

/// <summary>Asks for an address as fast as it can, whoever is killed between it and the card; at rest it has all of its buffers.</summary>
/// <remarks>Source: RFC 826 (ARP), in Ethernet frames.</remarks>
[Component("asker")]
[Uses<ITransmitter>("transmit")]
[Contains<SoakOrders>("orders")]
[Contains<SoakProgress>("asker_progress")]
internal partial struct Asker
{
    private const uint BufferBytes = 2048;
    private const uint BufferCount = 16;
    private const uint FrameBytes = 42;
    private const int SenderAddress = 22;
    private const int AddressBytes = 6;
    private const int Gateway = 2;

    private static BufferSource toSend;
    private static BufferSink received;
    private static ulong address;
    private static uint outside;
    private static bool isWorking;

    private static ReadOnlySpan<byte> Start => [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Kinds and lengths, operation 1: a request.</summary>
    private static ReadOnlySpan<byte> Request => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1];

    private static ReadOnlySpan<byte> Own => [10, 0, 2, 15];

    private static ReadOnlySpan<byte> Network => [0, 0, 0, 0, 0, 0, 10, 0, 2, Gateway];

    private static ReadOnlySpan<byte> Answer => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 2];

    public static void Init()
    {
        toSend = BufferSource.Attach(TransmitQueue, Transmit);
        received = BufferSink.Attach(ReceiveQueue, Copy);
        while (Transmit.MacAddress(out address) == CallStatus.Restarted)
        {
        }

        for (uint i = 0; i < BufferCount; i++)
        {
            received.TryAddEmpty(new PacketBuffer(i * BufferBytes, BufferBytes));
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    private static void Work()
    {
        do
        {
            while (received.TryTakeFull(out var buffer))
            {
                Look(ReceiveData.Bytes.Slice((int)buffer.Address, (int)buffer.Length));
                buffer.Length = BufferBytes;
                received.TryAddEmpty(buffer);
            }

            var mayWork = Volatile.Read(ref Unsafe.AsRef(in Orders.MayWork)) != 0;
            if (mayWork && !isWorking && outside == 0)
            {
                Volatile.Write(ref AskerProgress.IsResting, 0);
                isWorking = true;
                for (uint i = 0; i < BufferCount; i++)
                {
                    Ask(i * BufferBytes);
                }
            }

            while (toSend.TryTakeEmpty(out var buffer))
            {
                outside--;
                if (mayWork)
                {
                    Ask((uint)buffer.Address);
                }
            }

            if (!mayWork && outside == 0)
            {
                isWorking = false;
                Volatile.Write(ref AskerProgress.IsResting, 1);
            }

            received.Flush();
            toSend.Flush();
        }
        while (!(received.MayWait() && toSend.MayWait()));
    }

    private static void Ask(uint offset)
    {
        var frame = TransmitData.Bytes.Slice((int)offset, (int)FrameBytes);
        Start.CopyTo(frame);
        for (var i = 0; i < AddressBytes; i++)
        {
            frame[AddressBytes + i] = frame[SenderAddress + i] = (byte)(address >> (i * 8));
        }

        Request.CopyTo(frame[12..]);
        Own.CopyTo(frame[28..]);
        Network.CopyTo(frame[32..]);
        toSend.TryAddFull(new PacketBuffer(offset, FrameBytes));
        AskerProgress.Second++;
        outside++;
    }

    private static void Look(ReadOnlySpan<byte> frame)
    {
        if (frame.Length >= FrameBytes && frame.Slice(12, Answer.Length).SequenceEqual(Answer) && frame[31] == Gateway)
        {
            AskerProgress.Done++;
        }
    }
}
