// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>A connection of TCP goes on while what is between its end and the card fails, stops for ever, or loops.</summary>
public sealed class NetworkRestartTests : IDisposable
{
    private const int Rounds = 1;
    private const int PieceBytes = 4096;
    private const long BytesAfterwards = 1 << 20;
    private const int ReceiveMilliseconds = 30_000;

    private static readonly string[] Victims = ["net", "transmit", "receive", "copier"];
    private static readonly string[] Programs = ["virtio_net", "net_transmit", "net_receive", "net_copy"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-mortal-");

    [Fact]
    public void A_download_goes_on_whoever_fails_stops_or_loops_below_it()
    {
        var description = File.ReadAllText(Path.Combine(BuildOutput.Root, "tests", "Kit", "network", "network-stream.system"));
        using var system = new DescribedSystem(
            MortalSystem.Prepare(description, Programs, Victims.Length, Rounds, folder),
            ["pci", "hpet", .. Programs],
            ["tests.Kit.disk.reaper", "tests.Kit.disk.bystander", "tests.Kit.network.streamer"]);
        var port = FreePort();
        using var guest = system.Boot(
        [
            "-netdev", $"user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:{port}-10.0.2.15:7000", "-device", "virtio-net-pci,netdev=n0,addr=11",
        ]);
        guest.Expect("streamer: has an address\n", 30);
        using var client = new TcpClient { ReceiveTimeout = ReceiveMilliseconds };
        client.Connect(IPAddress.Loopback, port);

        var received = Receive(client.GetStream(), guest);

        Assert.InRange(received, BytesAfterwards, long.MaxValue);
        foreach (var victim in Victims)
        {
            MortalSystem.AssertRestarts(guest, victim, Rounds);
        }

        MortalSystem.AssertBystander(guest);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Reads until it is over, and a piece more, and compares every byte.</summary>
    private static long Receive(NetworkStream stream, Guest guest)
    {
        var buffer = new byte[PieceBytes];
        long position = 0;
        var end = long.MaxValue;
        while (position < end)
        {
            var count = stream.Read(buffer);
            Assert.NotEqual(0, count);
            for (var i = 0; i < count; i++, position++)
            {
                Assert.Equal((byte)((position * 31) + (position >> 8) + (position >> 16)), buffer[i]);
            }

            if (end == long.MaxValue && guest.Log.Contains("reaper: it is over", StringComparison.Ordinal))
            {
                end = position + BytesAfterwards;
            }
        }

        return position;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
