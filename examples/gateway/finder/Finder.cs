// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Examples.Gateway;

/// <summary>Asks who has the gateway's address, again and again with several questions under way, and counts the answers.</summary>
/// <remarks>Source: RFC 826 (ARP), in Ethernet frames.</remarks>
[Component("finder0")]
[Component("finder1")]
[Uses<ITransmitter>("transmit")]
internal partial struct Finder
{
    private const uint BufferBytes = 2048;
    private const uint BufferCount = 16;
    private const uint Questions = 10_000;
    private const uint FrameBytes = 42;
    private const int SenderAddress = 22;
    private const int AddressBytes = 6;

    private static BufferSource toSend;
    private static BufferSink received;
    private static ulong address;
    private static uint sent;
    private static uint answers;

    private static ReadOnlySpan<byte> Start => [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Kinds and lengths, operation 1: a request.</summary>
    private static ReadOnlySpan<byte> Request => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1];

    /// <summary>The address of this machine behind QEMU's user network.</summary>
    private static ReadOnlySpan<byte> Own => [10, 0, 2, 15];

    private static ReadOnlySpan<byte> Wanted => [0, 0, 0, 0, 0, 0, 10, 0, 2, 2];

    private static ReadOnlySpan<byte> Answer => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 2];

    public static void Init()
    {
        toSend = BufferSource.Attach(TransmitQueue, Transmitter);
        received = BufferSink.Attach(ReceiveQueue, Receiver);
        if (Transmitter.MacAddress(out address) != CallStatus.Answered)
        {
            Failure.Stop("the network device does not tell its address"u8);
        }

        for (uint i = 0; i < BufferCount; i++)
        {
            received.TryAddEmpty(new PacketBuffer(i * BufferBytes, BufferBytes));
        }

        received.Flush();
        for (uint i = 0; i < BufferCount; i++)
        {
            Ask(i * BufferBytes);
        }

        toSend.Flush();
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

            while (sent < Questions && sent < answers + BufferCount && toSend.TryTakeEmpty(out var buffer))
            {
                Ask((uint)buffer.Address);
            }

            received.Flush();
            toSend.Flush();
        }
        while (!(received.MayWait() && (sent == Questions || sent >= answers + BufferCount || toSend.MayWait())));
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
        Wanted.CopyTo(frame[32..]);
        toSend.TryAddFull(new PacketBuffer(offset, FrameBytes));
        sent++;
    }

    private static void Look(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < FrameBytes || !frame.Slice(12, Answer.Length).SequenceEqual(Answer))
        {
            return;
        }

        answers++;
        if (answers == 1)
        {
            DebugConsole.Write(Configuration.Name);
            DebugConsole.Write(": 10.0.2.2 is at"u8);
            for (var i = 0; i < AddressBytes; i++)
            {
                DebugConsole.Write(i == 0 ? " "u8 : ":"u8);
                DebugConsole.Write("0123456789abcdef"u8.Slice(frame[SenderAddress + i] >> 4, 1));
                DebugConsole.Write("0123456789abcdef"u8.Slice(frame[SenderAddress + i] & 0xf, 1));
            }

            DebugConsole.Write("\n"u8);
        }

        if (answers == Questions)
        {
            DebugConsole.Write(Configuration.Name);
            DebugConsole.WriteLine(": 10000 questions, 10000 answers"u8);
        }
    }
}
