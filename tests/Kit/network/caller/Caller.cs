// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Tests.Kit.Network;

/// <summary>
/// Asks for an address as fast as it can while the components between it and the card are killed; then counts its buffers, and sees that
/// every question is answered again.
/// </summary>
[Component("caller")]
[Uses<ITransmitter>("transmit")]
[Contains<uint>("orders")]
internal partial struct Caller
{
    private const uint BufferBytes = 2048;
    private const uint BufferCount = 16;
    private const uint Questions = 1_000;
    private const uint Stop = 1;
    private const uint Count = 2;

    private static BufferSource toSend;
    private static BufferSink received;
    private static ulong address;
    private static int wanted = ArpQuestion.Gateway;
    private static uint outside;
    private static uint sent;
    private static uint answers;
    private static bool isCounting;

    /// <summary>Under fire always; afterwards as long as no more questions than buffers are open.</summary>
    private static bool MayAsk => wanted == ArpQuestion.Gateway || (sent < Questions && sent < answers + BufferCount);

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
        else if (wanted == ArpQuestion.Gateway && order >= Count)
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
                if (!isCounting || wanted == ArpQuestion.NameServer)
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
        wanted = ArpQuestion.NameServer;
        sent = 0;
        answers = 0;
        for (uint i = 0; i < BufferCount; i++)
        {
            Ask(i * BufferBytes);
        }
    }

    private static void Ask(uint offset)
    {
        ArpQuestion.Write(TransmitData.Bytes.Slice((int)offset, (int)ArpQuestion.FrameBytes), address, wanted);
        toSend.TryAddFull(new PacketBuffer(offset, ArpQuestion.FrameBytes));
        sent++;
        outside++;
    }

    private static void Look(ReadOnlySpan<byte> frame)
    {
        if (!ArpQuestion.IsAnswer(frame, wanted))
        {
            return;
        }

        answers++;
        if (wanted == ArpQuestion.NameServer && answers == Questions)
        {
            DebugConsole.WriteLine("caller: 1000 questions, 1000 answers"u8);
        }
    }
}
