// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;

namespace Caprock.Tests.Containment.Host;

/// <summary>What the system serves to the outside: pages, and an echo. Each of the two may have got either address.</summary>
internal sealed class Services
{
    private const int WebPort = 80;
    private const int EchoPort = 7;
    private const int Tries = 3;
    private const int MillisecondsToAnswer = 2000;

    private static readonly string[] Addresses = ["10.0.2.15", "10.0.2.16"];

    private readonly List<int> web = [];
    private readonly List<int> echo = [];

    /// <summary>Chooses ports of the host.</summary>
    public Services(string capture)
    {
        List<string> forwards = [];
        foreach (var address in Addresses)
        {
            web.Add(FreePort(SocketType.Stream));
            forwards.Add($"hostfwd=tcp:127.0.0.1:{web[^1]}-{address}:{WebPort}");
            echo.Add(FreePort(SocketType.Dgram));
            forwards.Add($"hostfwd=udp:127.0.0.1:{echo[^1]}-{address}:{EchoPort}");
        }

        Arguments =
        [
            "-netdev", $"user,id=n0,{string.Join(',', forwards)}", "-device", "virtio-net-pci,netdev=n0,addr=11",
            "-object", $"filter-dump,id=dump,netdev=n0,file={capture}",
        ];
    }

    /// <summary>Arguments for QEMU.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Names of those that answer; others than the given ones are not asked.</summary>
    public IReadOnlySet<string> Ask(IEnumerable<string> wanted) =>
        wanted.Where(name => name == "http" ? web.Any(IsServed) : echo.Any(IsEchoed)).ToHashSet();

    private static bool IsServed(int port)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromMilliseconds(MillisecondsToAnswer * 2) };
        try
        {
            return client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/status")).GetAwaiter().GetResult()
                .Contains("Caprock", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static bool IsEchoed(int port)
    {
        using UdpClient client = new();
        client.Client.ReceiveTimeout = MillisecondsToAnswer / Tries;
        client.Connect(IPAddress.Loopback, port);
        var question = Guid.NewGuid().ToByteArray();
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                client.Send(question);
                IPEndPoint? from = null;
                if (client.Receive(ref from).AsSpan().SequenceEqual(question))
                {
                    return true;
                }
            }
            catch (SocketException)
            {
                // Nothing has come in time.
            }
        }

        return false;
    }

    private static int FreePort(SocketType type)
    {
        using Socket socket = new(AddressFamily.InterNetwork, type, ProtocolType.IP);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
