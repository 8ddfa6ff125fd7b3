// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Link;
using Caprock.Services.Net;

namespace Caprock.Examples.Neighbours;

/// <summary>
/// Sends datagrams at port 7 back, and at port 13 tells how many frames have reached it, in 8 bytes. It does no ARP: another component does.
/// </summary>
[Component("echo0")]
[Component("echo1")]
internal unsafe partial struct Echo
{
    private const ushort EchoPort = 7;
    private const ushort CountPort = 13;
    private const int PrefixLength = 24;

    /// <summary>The last byte of echo0's address; the next one is echo1's.</summary>
    private const byte FirstAddress = 15;

    private static Station station;
    private static SocketHandle echo;
    private static SocketHandle count;

    public static void Init()
    {
        station.ReceiveFrom(ReceiveQueue, ReceiveData, Receiver);
        station.SendTo(TransmitQueue, TransmitData, Transmitter);
        station.KeepTime(Timer);
        station.ResolveWith(Resolver);
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        options.Connections = 0;
        station.Start(StackMemory, ref options);
        var last = (byte)(FirstAddress + Configuration.Name[^1] - '0');
        station.Stack.Configure(new Ipv4Address(10, 0, 2, last), PrefixLength, new Ipv4Address(10, 0, 2, 2));
        if (station.Stack.OpenUdp(EchoPort, out echo) != NetError.None || station.Stack.OpenUdp(CountPort, out count) != NetError.None)
        {
            Failure.Stop("the ports cannot be opened"u8);
        }

        Work();
        DebugConsole.Write(Configuration.Name);
        DebugConsole.WriteLine(station.IsAddressTaken ? ": the address is taken"u8 : ": ready"u8);
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
            var stack = station.Stack;
            for (var datagram = stack.PeekDatagram(echo); datagram != null; datagram = stack.PeekDatagram(echo))
            {
                // Ignored, here and below: an answer that cannot leave is lost, as any datagram may be.
                _ = stack.SendDatagram(echo, datagram->Source, datagram->Data);
                stack.ReleaseDatagram(echo);
            }

            for (var datagram = stack.PeekDatagram(count); datagram != null; datagram = stack.PeekDatagram(count))
            {
                TellCount(datagram->Source);
                stack.ReleaseDatagram(count);
            }
        }
        while (!station.TryFinish());
    }

    private static void TellCount(Endpoint asker)
    {
        var frames = station.Stack.Statistics.FramesReceived;
        _ = station.Stack.SendDatagram(count, asker, new ReadOnlySpan<byte>(&frames, sizeof(ulong)));
    }
}
