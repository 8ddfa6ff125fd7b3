// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Http;
using Caprock.Services.Link;
using Caprock.Services.Net;
using Transport = Caprock.Services.Link.StackTransport<Caprock.Services.Link.QueueLink>;

namespace Caprock.Bench.Network.Peer;

/// <summary>
/// Answers at 10.0.0.2: port 7 sends datagrams back, port 5004 joins two parties of each of 500 calls, port 80 has two pages.
/// </summary>
[Component("peer")]
internal partial struct NetPeer
{
    private const ushort EchoPort = 7;
    private const ushort StreamPort = 5004;
    private const ushort WebPort = 80;
    private const int PrefixLength = 24;
    private const int Connections = 32;

    private static Station station;
    private static SocketHandle echo;
    private static SocketHandle streams;
    private static Pages pages;
    private static Transport transport;
    private static HttpServer<Transport, Pages> server;

    public static void Init()
    {
        station.ReceiveFrom(ReceiveQueue, ReceiveData, Copier);
        station.SendTo(TransmitQueue, TransmitData, Transmit);
        station.KeepTime(Timer);
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        options.UdpQueueLength = 256;
        options.Connections = Connections;
        station.Start(StackMemory, ref options);
        station.Stack.Configure(new Ipv4Address(10, 0, 0, 2), PrefixLength, default);
        Require(station.Stack.OpenUdp(EchoPort, out echo));
        Require(station.Stack.OpenUdp(StreamPort, out streams));
        Require(station.Stack.Listen(WebPort, Connections, out _));
        StartServer();
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
            SendBack();
            Forward();
            Transport.Pump(station.Stack, server, station.NowMicroseconds);
        }
        while (!station.TryFinish());
    }

    /// <summary>Sends datagrams to where they came from. One that cannot leave is lost, as any may be.</summary>
    private static unsafe void SendBack()
    {
        var stack = station.Stack;
        for (var datagram = stack.PeekDatagram(echo); datagram != null; datagram = stack.PeekDatagram(echo))
        {
            _ = stack.SendDatagram(echo, datagram->Source, datagram->Data);
            stack.ReleaseDatagram(echo);
        }
    }

    /// <summary>Sends what one party of a call says to the other.</summary>
    private static unsafe void Forward()
    {
        var stack = station.Stack;
        for (var datagram = stack.PeekDatagram(streams); datagram != null; datagram = stack.PeekDatagram(streams))
        {
            var partner = CallTable.PartnerOf(datagram->Source.Port);
            if (partner != 0)
            {
                _ = stack.SendDatagram(streams, new Endpoint(datagram->Source.Address, partner), datagram->Data);
            }

            stack.ReleaseDatagram(streams);
        }
    }

    private static unsafe void StartServer()
    {
        pages.Fill(Content);
        transport = new Transport(station.Stack);
        var options = HttpOptions.Usual(Connections);
        server = HttpServer<Transport, Pages>.Create(
            (byte*)ServerMemory.Address,
            ServerMemory.Length,
            ref options,
            (Transport*)Unsafe.AsPointer(ref transport),
            (Pages*)Unsafe.AsPointer(ref pages));
        if (!server.IsValid)
        {
            Failure.Stop("the web server does not fit its memory"u8);
        }
    }

    private static void Require(NetError error)
    {
        if (error != NetError.None)
        {
            Failure.Stop("a port cannot be opened"u8);
        }
    }
}
