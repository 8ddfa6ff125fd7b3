// SPDX-License-Identifier: BSD-2-Clause
using System.Net.Sockets;
using System.Text;
using Caprock.Services.Net;
using Caprock.Tests.Tap;

namespace Caprock.Tests.Network;

/// <summary>The stack against Linux's own.</summary>
public sealed class LinuxPeerTests
{
    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => SmallServices.At(i))];

    private static string SumOf(byte[] data) => $"{data.Length} {data.Aggregate(0u, (sum, value) => (sum * 31) + value)}\n";

    [TapFact]
    public void Linux_pings_the_stack()
    {
        using var linux = new Linux();
        using var socket = linux.Space.Inside(
            () => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { ReceiveTimeout = 2000 });
        socket.Connect("10.77.0.2", 0);
        byte[] request = [8, 0, 0, 0, 1, 2, 3, 4, .. Pattern(1400)];
        var sum = 0u;
        for (var i = 0; i < request.Length; i += 2)
        {
            sum += (uint)((request[i] << 8) | request[i + 1]);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        sum = ~((sum & 0xffff) + (sum >> 16));
        request[2] = (byte)(sum >> 8);
        request[3] = (byte)sum;
        socket.Send(request);
        var reply = new byte[2000];
        var length = socket.Receive(reply);
        Assert.Equal(request[4..], reply[24..length]);
        Assert.Equal(0, reply[20]);
    }

    [TapTheory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(1472)]
    public void Datagrams_come_back(int size)
    {
        using var linux = new Linux();
        using var socket = linux.Datagrams(SmallServices.Echo);
        var data = Pattern(size);
        var answer = new byte[2000];
        for (var i = 0; i < 200; i++)
        {
            data[0] = (byte)i;
            socket.Send(data);
            Assert.Equal(data, answer[..socket.Receive(answer)]);
        }

        linux.Host.Stop();
        Assert.True(linux.Host.HasAllBuffers);
    }

    [TapFact]
    public void Linux_learns_that_a_datagram_port_is_closed()
    {
        using var linux = new Linux();
        using var socket = linux.Datagrams(99);
        socket.Send([1]);
        var error = Assert.Throws<SocketException>(() => socket.Receive(new byte[10]));
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    [TapFact]
    public void Linux_learns_that_a_stream_port_is_closed()
    {
        using var linux = new Linux();
        var error = Assert.Throws<InvalidOperationException>(() => linux.Connect(99));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [TapTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public void Linux_sends(int size)
    {
        using var linux = new Linux();
        using var socket = linux.Connect(SmallServices.Discard);
        var data = Pattern(size);
        Assert.Equal(SumOf(data), Encoding.ASCII.GetString(Linux.Exchange(socket, data)));
    }

    [TapTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public void Linux_receives(int size)
    {
        using var linux = new Linux();
        using var socket = linux.Connect(SmallServices.Source);
        socket.Send(Encoding.ASCII.GetBytes($"{size}\n"));
        Assert.Equal(Pattern(size), Linux.ReceiveAll(socket));
    }

    [TapFact]
    public void Streams_go_both_ways_at_once()
    {
        using var linux = new Linux();
        using var socket = linux.Connect(SmallServices.Echo);
        var data = Pattern(5_000_000);
        Assert.Equal(data, Linux.Exchange(socket, data));
    }

    [TapTheory]
    [InlineData(1, 10, 0, 0, 0)]
    [InlineData(2, 50, 20, 50, 0)]
    [InlineData(3, 0, 100, 0, 0)]
    [InlineData(4, 0, 0, 200, 0)]
    [InlineData(5, 20, 20, 100, 10)]
    [InlineData(6, 150, 0, 0, 0)]
    public void Streams_survive_a_bad_link(int seed, int loss, int duplication, int reordering, int delay)
    {
        var disturbance = new Disturbance { Loss = loss, Duplication = duplication, Reordering = reordering, DelayMilliseconds = delay };
        using var linux = new Linux(disturbance, seed);
        using var sender = linux.Connect(SmallServices.Discard);
        var data = Pattern(400_000);
        Assert.Equal(SumOf(data), Encoding.ASCII.GetString(Linux.Exchange(sender, data)));
        using var receiver = linux.Connect(SmallServices.Source);
        receiver.Send("400000\n"u8);
        Assert.Equal(data, Linux.ReceiveAll(receiver));
    }

    [TapFact]
    public async Task The_stack_connects_to_linux()
    {
        using var linux = new Linux();
        using var listener = linux.Listen(8000);
        var answer = ((SmallServices)linux.Services).Call(new Endpoint(new Ipv4Address(10, 77, 0, 1), 8000), "question");
        using var socket = await listener.AcceptAsync();
        var question = new byte[100];
        Assert.Equal("question", Encoding.ASCII.GetString(question, 0, socket.Receive(question)));
        socket.Send(Encoding.ASCII.GetBytes("answer"));
        socket.Shutdown(SocketShutdown.Both);
        Assert.Equal("answer", await answer.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [TapFact]
    public async Task The_stack_learns_that_linux_refuses()
    {
        using var linux = new Linux();
        var answer = ((SmallServices)linux.Services).Call(new Endpoint(new Ipv4Address(10, 77, 0, 1), 8001), "question");
        Assert.Equal("Refused", await answer.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [TapFact]
    public void A_thousand_connections_at_once_are_served()
    {
        using var linux = new Linux();
        var sockets = linux.Space.Inside(() => Enumerable.Range(0, 1000).Select(_ =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
            socket.Connect("10.77.0.2", SmallServices.Echo);
            return socket;
        }).ToList());
        Assert.True(SpinWait.SpinUntil(() => linux.Host.ConnectionsInUse == 1000, 10_000));
        for (var i = 0; i < sockets.Count; i++)
        {
            sockets[i].Send(Encoding.ASCII.GetBytes($"I am {i}"));
        }

        var buffer = new byte[100];
        for (var i = 0; i < sockets.Count; i++)
        {
            Assert.Equal($"I am {i}", Encoding.ASCII.GetString(buffer, 0, sockets[i].Receive(buffer)));
        }

        sockets.ForEach(socket => socket.Dispose());
        Assert.True(SpinWait.SpinUntil(() => linux.Host.ConnectionsInUse == 0, 10_000));
        linux.Host.Stop();
        Assert.True(linux.Host.HasAllBuffers);
    }

    [TapFact]
    public void A_reader_that_pauses_gets_everything_in_the_end()
    {
        using var linux = new Linux();
        using var socket = linux.Connect(SmallServices.Source);
        socket.ReceiveBufferSize = 4096;
        socket.Send("3000000\n"u8);
        Thread.Sleep(2000);
        Assert.Equal(Pattern(3_000_000), Linux.ReceiveAll(socket));
    }

    [TapFact]
    public void Connections_that_linux_aborts_are_gone_at_once()
    {
        using var linux = new Linux();
        for (var i = 0; i < 50; i++)
        {
            var socket = linux.Connect(SmallServices.Echo);
            socket.LingerState = new LingerOption(true, 0);
            socket.Send("x"u8);
            socket.Close();
        }

        Assert.True(SpinWait.SpinUntil(() => linux.Host.ConnectionsInUse == 0, 5000));
    }
}
