// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The network stack in a component, behind driver and virtualisers, over QEMU's user network.</summary>
public sealed class NetworkTests
{
    private const int Largest = 1472;

    [Theory]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Every_datagram_comes_back_as_it_was_sent(string board)
    {
        using var guest = Boot(board, out var port);
        using var client = new UdpClient();
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(IPAddress.Loopback, port);

        foreach (var size in new[] { 1, 2, 17, 18, 19, 63, 64, 511, 512, 1000, 1471, Largest })
        {
            var sent = Content(size, size);
            client.Send(sent);

            IPEndPoint? from = null;
            Assert.Equal(sent, client.Receive(ref from));
        }
    }

    [Fact]
    public void Thousands_of_datagrams_of_several_clients_come_back_and_no_buffer_is_lost()
    {
        const int Clients = 4;
        const int Rounds = 1000;
        const int InFlight = 8;
        using var guest = Boot("pc", out var port);
        var clients = Enumerable.Range(0, Clients).Select(_ => new UdpClient()).ToList();
        foreach (var client in clients)
        {
            client.Client.ReceiveTimeout = 10_000;
            client.Connect(IPAddress.Loopback, port);
        }

        // The first answer waits until the guest knows its neighbour's address, and only one can.
        IPEndPoint? neighbour = null;
        clients[0].Send(Content(0, 64));
        Assert.Equal(Content(0, 64), clients[0].Receive(ref neighbour));

        // More in all than there are buffers on the way, many times over: one that is not given back would end this.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var client in clients)
            {
                for (var i = 0; i < InFlight; i++)
                {
                    client.Send(Content(round * InFlight + i, 64));
                }
            }

            foreach (var client in clients)
            {
                for (var i = 0; i < InFlight; i++)
                {
                    IPEndPoint? from = null;
                    Assert.Equal(Content(round * InFlight + i, 64), client.Receive(ref from));
                }
            }
        }

        clients.ForEach(client => client.Dispose());
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    private static Guest Boot(string board, out int port)
    {
        var options = Systems.Described("udp-echo", QemuMachine.Benchmark with { Board = board });
        var devices = GuestDevices.Beside(options.Module!, isAnyPort: true);
        var guest = Guest.Start(options with { ExtraArguments = devices.Arguments });
        port = devices.Ports[0].HostPort;
        guest.Expect("echo: has an address\n");
        return guest;
    }

    private static byte[] Content(int number, int size)
    {
        var bytes = new byte[size];
        new Random(number).NextBytes(bytes);
        return bytes;
    }
}
