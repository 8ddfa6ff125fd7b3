// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>The host reads a stream that the guest sends over TCP, and knows every byte of it.</summary>
internal sealed class NetworkWorkload : Workload
{
    private const int PieceBytes = 8192;
    private const int GuestPort = 7000;

    private readonly int port = FreePort();
    private readonly TcpClient client = new();
    private Thread? reader;
    private ulong pieces;
    private ulong wrong;
    private ulong errors;

    /// <summary>The components of the path.</summary>
    public static IReadOnlyList<Victim> Victims() =>
    [
        new("net", "virtio_net", [new Span(0x2030_0000, 0x4000), new Span(0x2040_0000, 0x4000)], [new Span(0x2020_0000, 0x8000)], []),
        new("transmit", "net_transmit", [new Span(0x2000_0000, 0x4000), new Span(0x2010_0000, 0x4000)], [], []),
        new("receive", "net_receive", [new Span(0x2000_0000, 0x4000), new Span(0x2020_0000, 0x4000)], [], []),
        new("copier", "net_copy", [new Span(0x2000_0000, 0x4000), new Span(0x2020_0000, 0x4000)], [], []),
    ];

    /// <inheritdoc/>
    public override string System => "netfaults";

    /// <inheritdoc/>
    public override string ReadyText => "streamer: has an address";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Devices =>
    [
        "-netdev", $"user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:{port}-10.0.2.15:{GuestPort}",
        "-device", "virtio-net-pci,netdev=n0,addr=11",
    ];

    /// <inheritdoc/>
    public override void Begin()
    {
        client.Connect(IPAddress.Loopback, port);
        reader = new Thread(ReadStream) { IsBackground = true };
        reader.Start();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        client.Dispose();
        reader?.Join();
    }

    /// <inheritdoc/>
    protected override (ulong Pieces, ulong Wrong, ulong Errors) ReadPath(GuestMemory memory) =>
        (Volatile.Read(ref pieces), Volatile.Read(ref wrong), Volatile.Read(ref errors));

    private void ReadStream()
    {
        var buffer = new byte[PieceBytes];
        long position = 0;
        try
        {
            var stream = client.GetStream();
            for (var count = stream.Read(buffer); count != 0; count = stream.Read(buffer))
            {
                var isRight = true;
                for (var i = 0; i < count; i++, position++)
                {
                    isRight &= buffer[i] == (byte)((position * 31) + (position >> 8) + (position >> 16));
                }

                Volatile.Write(ref wrong, wrong + (isRight ? 0ul : 1));
                Volatile.Write(ref pieces, (ulong)(position / PieceBytes));
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone, as it is when the guest has ended it.
        }

        Volatile.Write(ref errors, errors + 1);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
