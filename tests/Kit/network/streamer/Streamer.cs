// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Link;
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.Kit.Network;

/// <summary>Sends bytes that are known beforehand to whoever connects, one at a time, as long as the connection is there.</summary>
[Component("streamer")]
internal partial struct Streamer
{
    private const ushort Port = 7000;
    private const int PieceBytes = 1024;

    private static Station station;
    private static SocketHandle connection;
    private static PieceBuffer piece;
    private static ulong position;
    private static bool isConnected;
    private static bool hasAddress;

    public static void Init()
    {
        station.ReceiveFrom(ReceiveQueue, ReceiveData, Copier);
        station.SendTo(TransmitQueue, TransmitData, Transmit);
        station.KeepTime(Timer);
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        station.Start(StackMemory, ref options);
        station.Stack.StartDhcp();
        if (station.Stack.Listen(Port, 4, out _) != NetError.None)
        {
            Failure.Stop("the port cannot be opened"u8);
        }

        Work();
    }

    public static void Notified(Channel channel)
    {
        station.Hear(channel);
        Work();
    }

    private static void Work()
    {
        do
        {
            station.TakeIn();
            while (station.Stack.TryTakeEvent(out var which, out var events))
            {
                Look(which, events);
            }

            Send();
            if (station.Stack.HasLease != hasAddress)
            {
                hasAddress = station.Stack.HasLease;
                DebugConsole.WriteLine(hasAddress ? "streamer: has an address"u8 : "streamer: has lost its address"u8);
            }
        }
        while (!station.TryFinish());
    }

    private static void Look(SocketHandle which, TcpEvents events)
    {
        if ((events & TcpEvents.Accepted) != 0)
        {
            connection = which;
            isConnected = true;
            position = 0;
        }

        if ((events & (TcpEvents.PeerFinished | TcpEvents.Closed)) != 0)
        {
            station.Stack.Close(which);
            isConnected = false;
        }
    }

    /// <summary>Fills the connection's ring; a piece of which a part was taken is begun again behind that part.</summary>
    private static void Send()
    {
        Span<byte> bytes = piece;
        for (var taken = PieceBytes; isConnected && taken == PieceBytes;)
        {
            for (var i = 0; i < PieceBytes; i++)
            {
                bytes[i] = Pattern(position + (ulong)i);
            }

            taken = station.Stack.Write(connection, bytes);
            position += (ulong)taken;
        }
    }

    private static byte Pattern(ulong at) => (byte)((at * 31) + (at >> 8) + (at >> 16));
}
