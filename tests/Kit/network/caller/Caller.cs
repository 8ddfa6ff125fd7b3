// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Tests.Kit.Network;

/// <summary>
/// Asks for an address as fast as it can while the components between it and the card are killed; then counts its buffers, and sees that
/// every question is answered again.
/// </summary>
/// <remarks>Source: RFC 826 (ARP), in Ethernet frames.</remarks>
[Component("caller")]
[Uses<ITransmitter>("transmit")]
[Contains<uint>("orders")]
internal partial struct Caller
{
    private const uint BufferBytes = 2048;
    private const uint BufferCount = 16;
    private const uint Questions = 1_000;
    private const uint FrameBytes = 42;
    private const int SenderAddress = 22;
    private const int AddressBytes = 6;
    private const uint Stop = 1;
    private const uint Count = 2;
    private const int Gateway = 2;
    private const int NameServer = 3;

    private static BufferSource toSend;
    private static BufferSink received;
    private static ulong address;
    private static int wanted = Gateway;
    private static uint outside;
    private static uint sent;
    private static uint answers;
    private static bool isCounting;

    private static ReadOnlySpan<byte> Start => [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Kinds and lengths, operation 1: a request.</summary>
    private static ReadOnlySpan<byte> Request => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1];

    private static ReadOnlySpan<byte> Own => [10, 0, 2, 15];

    private static ReadOnlySpan<byte> Network => [0, 0, 0, 0, 0, 0, 10, 0, 2];

    private static ReadOnlySpan<byte> Answer => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 2];

    /// <summary>Under fire always; afterwards as long as no more questions than buffers are open.</summary>
    private static bool MayAsk => wanted == Gateway || (sent < Questions && sent < answers + BufferCount);

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
            Ask(i * BufferBytes);
        }

        Work();
    }

    public static void Notified(Channel channel) => Work();

    /// <summary>There may be something to do for ever while there is fire, so its end is looked for and not waited for.</summary>
    private static void Obey()
    {
        var order = Volatile.Read(ref Unsafe.AsRef(in Orders));
        if (!isCounting && order >= Stop)
        {
            DebugConsole.Write("caller: "u8);
            DebugConsole.WriteDecimal(sent);
            DebugConsole.Write(" questions and "u8);
            DebugConsole.WriteDecimal(answers);
            DebugConsole.WriteLine(" answers under fire"u8);
            isCounting = true;
        }
        else if (wanted == Gateway && order >= Count)
        {
            Require(outside == 0);
            DebugConsole.WriteLine("caller: all 16 buffers are back"u8);
            BeginAgain();
        }
    }

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

            while (MayAsk && toSend.TryTakeEmpty(out var buffer))
            {
                outside--;
                if (!isCounting || wanted == NameServer)
                {
                    Ask((uint)buffer.Address);
                }
            }

            Obey();
            received.Flush();
            toSend.Flush();
        }
        while (!(received.MayWait() && (!MayAsk || toSend.MayWait())));
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            Failure.Stop("buffers are lost"u8);
        }
    }

    private static void BeginAgain()
    {
        wanted = NameServer;
        sent = 0;
        answers = 0;
        for (uint i = 0; i < BufferCount; i++)
        {
            Ask(i * BufferBytes);
        }

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
        frame[41] = (byte)wanted;
        toSend.TryAddFull(new PacketBuffer(offset, FrameBytes));
        sent++;
        outside++;
    }

    private static void Look(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < FrameBytes || !frame.Slice(12, Answer.Length).SequenceEqual(Answer) || frame[31] != wanted)
        {
            return;
        }

        answers++;
        if (wanted == NameServer && answers == Questions)
        {
            DebugConsole.WriteLine("caller: 1000 questions, 1000 answers"u8);
        }
    }
}
