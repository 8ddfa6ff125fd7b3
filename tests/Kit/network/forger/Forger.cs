// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Tests.Kit.Network;

/// <summary>Sends numbered frames: some under its own address, others under another's, too short, or not in its data.</summary>
[Component("forger0")]
[Component("forger1")]
[Uses<ITransmitter>("transmit")]
internal partial struct Forger
{
    private const uint BufferBytes = 2048;
    private const uint Frames = 600;
    private const uint FrameBytes = 64;
    private const int AddressBytes = 6;
    private const uint Kinds = 6;

    private static BufferSource toSend;
    private static ulong address;

    private static ReadOnlySpan<byte> Destination => [2, 0, 0, 0, 0, 1];

    private static ReadOnlySpan<byte> Kind => [0x88, 0xb5];

    public static void Init()
    {
        toSend = BufferSource.Attach(Queue, Transmit);
        if (Transmit.MacAddress(out address) != CallStatus.Answered)
        {
            Failure.Stop("the network device does not tell its address"u8);
        }

        uint sent = 0;
        uint back = 0;
        while (back < Frames)
        {
            if (sent == back)
            {
                Send(sent);
                sent++;
                toSend.Flush();
            }

            while (toSend.TryTakeEmpty(out _))
            {
                back++;
            }

            toSend.Flush();
            toSend.MayWait();
        }

        DebugConsole.Write(Configuration.Name);
        DebugConsole.WriteLine(": 600 buffers went and came"u8);
    }

    /// <summary>Address of the first client with last byte one more or less: the other client's, or nobody's.</summary>
    private static ulong SourceOf(uint kind) => kind switch
    {
        1 => address + (1ul << 40),
        2 => address - (1ul << 40),
        3 => 0,
        _ => address,
    };

    private static void Send(uint number)
    {
        var kind = number % Kinds;
        var source = SourceOf(kind);
        var frame = Data.Bytes[..(int)FrameBytes];
        Destination.CopyTo(frame);
        for (var i = 0; i < AddressBytes; i++)
        {
            frame[AddressBytes + i] = (byte)(source >> (i * 8));
        }

        Kind.CopyTo(frame[12..]);
        Data.At<ulong>(16) = number / Kinds;
        toSend.TryAddFull(kind switch
        {
            4 => new PacketBuffer(0, 11),
            5 => new PacketBuffer(Data.Length - 8, BufferBytes),
            _ => new PacketBuffer(0, FrameBytes),
        });
    }
}
