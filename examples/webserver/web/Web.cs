// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Clock.Protocol;
using Caprock.Examples.Webserver.Protocol;
using Caprock.Services.Http;
using Caprock.Services.Link;
using Caprock.Services.Net;
using Caprock.Services.Web;
using Caprock.Services.Web.Volume;

namespace Caprock.Examples.Webserver;

/// <summary>Serves the site of its volume at port 80, takes files for it, and tells at /status.json what the observer has seen.</summary>
[Component("web")]
[Contains<Snapshot>("snapshot")]
internal unsafe partial struct Web
{
    private const ushort Port = 80;
    private const int Connections = 1200;

    private static Station station;
    private static Site site;
    private static SiteVolume volume;
    private static StackTransport<QueueLink> transport;
    private static HttpServer<StackTransport<QueueLink>, Site> server;
    private static bool hasAddress;

    /// <summary>The files.</summary>
    internal static ref SiteVolume Volume => ref volume;

    /// <summary>What an uploader has to say.</summary>
    internal static ReadOnlySpan<byte> Password => Trim(UploadPassword.Bytes);

    /// <summary>The station, for its counters.</summary>
    internal static ref readonly Station Network => ref station;

    /// <summary>The server, for its counters.</summary>
    internal static HttpServer<StackTransport<QueueLink>, Site> Server => server;

    /// <summary>What the observer has seen.</summary>
    internal static ref readonly Snapshot Seen => ref Snapshot;

    public static void Init()
    {
        station.ReceiveFrom(ReceiveQueue, ReceiveData, Copier);
        station.SendTo(TransmitQueue, TransmitData, Transmit);
        station.KeepTime(Timer);
        StartStack();
        volume.Start(VolumeTables, Connections, FileQueues, FileData, Fat);
        StartServer();
        Work();
    }

    public static void Notified(Channel channel)
    {
        station.Hear(channel);
        Work();
    }

    public static void PeerRestarted(Channel channel)
    {
        if (channel == Fat)
        {
            volume.Reconnect();
        }

        Work();
    }

    /// <summary>What comes before the end of the first line.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && text[length] >= ' ')
        {
            length++;
        }

        return text[..length];
    }

    private static void StartStack()
    {
        var options = StackOptions.Small(station.Mac, Station.Random(), Station.Random());
        options.UdpSockets = 1;
        options.Connections = Connections;
        options.HalfOpens = 512;
        options.TimeWaits = 512;
        options.SendBytes = 1 << 12;
        options.ReceiveBytes = 1 << 13;
        station.Start(StackMemory, ref options);
        station.Stack.StartDhcp();
        if (station.Stack.Listen(Port, Connections, out _) != NetError.None)
        {
            Failure.Stop("the port cannot be opened"u8);
        }
    }

    private static void StartServer()
    {
        if (!SiteArchive.TryOpen((byte*)SiteData.Address, SiteData.Length, out var archive))
        {
            Failure.Stop("the memory region 'site_data' has no site"u8);
        }

        site = new Site(archive);
        transport = new StackTransport<QueueLink>(station.Stack);
        var options = HttpOptions.Usual(Connections);
        server = HttpServer<StackTransport<QueueLink>, Site>.Create(
            (byte*)HttpMemory.Address,
            HttpMemory.Length,
            ref options,
            (StackTransport<QueueLink>*)Unsafe.AsPointer(ref transport),
            (Site*)Unsafe.AsPointer(ref site));
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
            server.SetTime(ClockPage.Read(Date));
            volume.TakeIn(station.NowMicroseconds);
            StackTransport<QueueLink>.Pump(station.Stack, server, station.NowMicroseconds);
            while (volume.TryTakeReady(out var place))
            {
                server.Continue(place, station.NowMicroseconds);
            }

            if (station.Stack.HasLease != hasAddress)
            {
                hasAddress = station.Stack.HasLease;
                DebugConsole.WriteLine(hasAddress ? "web: ready"u8 : "web: has lost its address"u8);
            }
        }
        while (!(volume.TryFinish() & station.TryFinish(server.NextDeadlineMicroseconds)));
    }
}
