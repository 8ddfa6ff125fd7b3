// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Examples.LivePolicy;

/// <summary>Sends numbered frames as fast as it gets buffers back.</summary>
[Component("sender0")]
[Component("sender1")]
[Uses<ITransmitter>("transmit")]
[Contains<ExchangeControl>("exchange")]
[Contains<Orders>("orders")]
internal partial struct Sender
{
    private const uint BufferBytes = 256;
    private const uint BufferCount = 256;
    private const uint FrameBytes = 200;
    private const uint FramesPerReport = 256;
    private const int AddressBytes = 6;

    /// <summary>The number by which the exchange region names the component at the other end of the channel "shares".</summary>
    private const uint SharesIsActive = 11 + 1;

    private static BufferSource toSend;
    private static ulong address;
    private static ulong number;
    private static uint outside;
    private static bool isDone;

    /// <summary>To 02:00:00:00:00:01, an address that nobody has.</summary>
    private static ReadOnlySpan<byte> Destination => [2, 0, 0, 0, 0, 1];

    /// <summary>A kind for experiments. Source: IEEE 802, 9.2.3.</summary>
    private static ReadOnlySpan<byte> Kind => [0x88, 0xb5];

    public static void Init()
    {
        toSend = BufferSource.Attach(Queue, Transmit);
        if (Transmit.MacAddress(out address) != CallStatus.Answered)
        {
            Failure.Stop("the network device does not tell its address"u8);
        }

        for (uint i = 0; i < BufferCount; i++)
        {
            Send(i * BufferBytes);
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    private static void Work()
    {
        if (isDone)
        {
            return;
        }

        ref var progress = ref Progress.At<Progress>(0);
        do
        {
            while (toSend.TryTakeEmpty(out var buffer))
            {
                outside--;
                progress.Sent++;
                if (progress.Sent % FramesPerReport == 0)
                {
                    Controller.Notify();
                }

                if (Volatile.Read(ref Unsafe.AsRef(in Orders.Stop)) == 0)
                {
                    Send((uint)buffer.Address);
                }
            }

            if (Volatile.Read(ref Unsafe.AsRef(in Exchange.Active)) == SharesIsActive)
            {
                toSend.TurnTo(Shares);
            }
            else
            {
                toSend.TurnTo(Transmit);
            }

            toSend.Flush();
        }
        while (!toSend.MayWait());
        Report();
    }

    private static void Report()
    {
        isDone = outside == 0;
        if (isDone)
        {
            DebugConsole.Write(Configuration.Name);
            DebugConsole.Write(": "u8);
            DebugConsole.WriteDecimal(number);
            DebugConsole.WriteLine(" frames sent, all buffers are back"u8);
        }
    }

    private static void Send(uint offset)
    {
        var frame = Data.Bytes.Slice((int)offset, (int)FrameBytes);
        Destination.CopyTo(frame);
        for (var i = 0; i < AddressBytes; i++)
        {
            frame[AddressBytes + i] = (byte)(address >> (i * 8));
        }

        Kind.CopyTo(frame[12..]);
        Data.At<ulong>(offset + 16) = number;
        toSend.TryAddFull(new PacketBuffer(offset, FrameBytes));
        number++;
        outside++;
    }
}
