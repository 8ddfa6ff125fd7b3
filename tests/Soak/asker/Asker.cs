// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.Tests.Kit.Network;

namespace Caprock.Tests.Soak;

/// <summary>Asks for an address as fast as it can, whoever is killed between it and the card; at rest it has all of its buffers.</summary>
[Component("asker")]
[Uses<ITransmitter>("transmit")]
[Contains<SoakOrders>("orders")]
[Contains<SoakProgress>("asker_progress")]
internal partial struct Asker
{
    private const uint BufferBytes = 2048;
    private const uint BufferCount = 16;

    private static BufferSource toSend;
    private static BufferSink received;
    private static ulong address;
    private static uint outside;
    private static bool isWorking;

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
        ArpQuestion.Write(TransmitData.Bytes.Slice((int)offset, (int)ArpQuestion.FrameBytes), address, ArpQuestion.Gateway);
        toSend.TryAddFull(new PacketBuffer(offset, ArpQuestion.FrameBytes));
        AskerProgress.Second++;
        outside++;
    }

    private static void Look(ReadOnlySpan<byte> frame)
    {
        if (ArpQuestion.IsAnswer(frame, ArpQuestion.Gateway))
        {
            AskerProgress.Done++;
        }
    }
}
