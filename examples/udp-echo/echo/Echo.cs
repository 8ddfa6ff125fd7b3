// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Link;
using Caprock.Services.Net;

namespace Caprock.Examples.UdpEcho;

/// <summary>Gets an address by DHCP, and sends every datagram at port 7 back to where it came from. Source: RFC 862.</summary>
[Component("echo")]
internal partial struct Echo
{
    private const ushort Port = 7;

    private static Station station;
    private static SocketHandle socket;
    private static bool hasAddress;

    public static void Init()
    {
        station.ReceiveFrom(ReceiveQueue, ReceiveData, Copier);
        station.SendTo(TransmitQueue, TransmitData, Transmit);
        station.KeepTime(Timer);
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        options.UdpQueueLength = 256;
        options.Connections = 0;
        station.Start(StackMemory, ref options);
        station.Stack.StartDhcp();
        if (station.Stack.OpenUdp(Port, out socket) != NetError.None)
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

    private static unsafe void Work()
    {
        do
        {
            station.TakeIn();
            var stack = station.Stack;
            for (var datagram = stack.PeekDatagram(socket); datagram != null; datagram = stack.PeekDatagram(socket))
            {
                // Ignored: an answer that cannot leave is lost, as any datagram may be.
                _ = stack.SendDatagram(socket, datagram->Source, datagram->Data);
                stack.ReleaseDatagram(socket);
            }

            if (stack.HasLease != hasAddress)
            {
                hasAddress = stack.HasLease;
                DebugConsole.WriteLine(hasAddress ? "echo: has an address"u8 : "echo: has lost its address"u8);
            }
        }
        while (!station.TryFinish());
    }
}
