// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Http;
using Caprock.Services.Link;
using Caprock.Services.Net;

namespace Caprock.Examples.Firewall;

/// <summary>Serves the page of the rules at port 80, on the inner network only: it has no channel to the other.</summary>
[Component("web")]
[Uses<IRules>("icmp")]
[Uses<IRules>("udp")]
[Uses<IRules>("tcp")]
internal unsafe partial struct Web
{
    private const ushort Port = 80;
    private const int Connections = 16;

    private static Station station;
    private static int credentialBytes;
    private static RuleSite site;
    private static StackTransport<QueueLink> transport;
    private static HttpServer<StackTransport<QueueLink>, RuleSite> server;

    /// <summary>Name, colon and password that the page asks for: the first line of the file that the description names.</summary>
    internal static ReadOnlySpan<byte> Credentials => WebPassword.Bytes[..credentialBytes];

    public static void Init()
    {
        ReadCredentials();
        station.ReceiveFrom(WebReceiveQueue, WebReceiveData, WebCopy);
        station.SendTo(WebSendQueue, WebSendData, InnerTransmit);
        station.KeepTime(Timer);
        StartStack();
        StartServer();
        DebugConsole.WriteLine("web: the rules are at http://10.0.2.15/"u8);
        Work();
    }

    public static void Notified(Channel channel)
    {
        station.Hear(channel);
        Work();
    }

    /// <summary>Sets a rule of a filter; false when there is no such rule, or no such filter.</summary>
    internal static bool TrySet(Filter filter, uint index, in Rule rule)
    {
        bool isSet;
        return filter switch
        {
            Filter.Icmp => Icmp.Set(index, rule, out isSet) == CallStatus.Answered && isSet,
            Filter.Udp => Udp.Set(index, rule, out isSet) == CallStatus.Answered && isSet,
            _ => Tcp.Set(index, rule, out isSet) == CallStatus.Answered && isSet,
        };
    }

    /// <summary>Reads a rule of a filter.</summary>
    internal static bool TryGet(Filter filter, uint index, out Rule rule)
    {
        bool isThere;
        return filter switch
        {
            Filter.Icmp => Icmp.Get(index, out rule, out isThere) == CallStatus.Answered && isThere,
            Filter.Udp => Udp.Get(index, out rule, out isThere) == CallStatus.Answered && isThere,
            _ => Tcp.Get(index, out rule, out isThere) == CallStatus.Answered && isThere,
        };
    }

    /// <summary>Reads the counters of a filter.</summary>
    internal static bool TryRead(Filter filter, out Counters counters) => filter switch
    {
        Filter.Icmp => Icmp.Read(out counters) == CallStatus.Answered,
        Filter.Udp => Udp.Read(out counters) == CallStatus.Answered,
        _ => Tcp.Read(out counters) == CallStatus.Answered,
    };

    /// <summary>Without a password nobody may see the page, and there is no point in it.</summary>
    private static void ReadCredentials()
    {
        var bytes = WebPassword.Bytes;
        var most = Math.Min(bytes.Length, BasicCredentials.MostBytes - 2);
        var separators = 0;
        while (credentialBytes < most && bytes[credentialBytes] >= ' ')
        {
            separators += bytes[credentialBytes] == ':' ? 1 : 0;
            credentialBytes++;
        }

        if (separators == 0 || bytes[credentialBytes - 1] == ':')
        {
            Failure.Stop("password.txt has to have a name, a colon and a password"u8);
        }
    }

    private static void StartStack()
    {
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        options.UdpSockets = 1;
        options.Connections = Connections;
        options.SendBytes = 1 << 14;
        options.ReceiveBytes = 1 << 13;
        station.Start(StackMemory, ref options);
        station.Stack.Configure(new Ipv4Address(10, 0, 2, 15), 24, new Ipv4Address(10, 0, 2, 1));
        if (station.Stack.Listen(Port, Connections, out _) != NetError.None)
        {
            Failure.Stop("the port cannot be opened"u8);
        }
    }

    private static void StartServer()
    {
        transport = new StackTransport<QueueLink>(station.Stack);
        var options = HttpOptions.Usual(Connections);
        options.ContentBytes = 1 << 14;
        server = HttpServer<StackTransport<QueueLink>, RuleSite>.Create(
            (byte*)HttpMemory.Address,
            HttpMemory.Length,
            ref options,
            (StackTransport<QueueLink>*)Unsafe.AsPointer(ref transport),
            (RuleSite*)Unsafe.AsPointer(ref site));
        if (!server.IsValid)
        {
            Failure.Stop("the server's options do not fit its memory"u8);
        }
    }

    private static void Work()
    {
        do
        {
            station.TakeIn();
            StackTransport<QueueLink>.Pump(station.Stack, server, station.NowMicroseconds);
        }
        while (!station.TryFinish(server.NextDeadlineMicroseconds));
    }
}
