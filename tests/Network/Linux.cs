// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Sockets;
using System.Text;
using Caprock.Services.Net;
using Caprock.Tests.Tap;

namespace Caprock.Tests.Network;

/// <summary>The stack on one side, and on the other Linux's own, whose sockets the tests use.</summary>
internal sealed class Linux : IDisposable
{
    private static readonly IPAddress Stack = IPAddress.Parse("10.77.0.2");

    /// <summary>Starts both.</summary>
    public Linux(Disturbance? disturbance = null, int seed = 1, IApplication? application = null, StackOptions? options = null)
    {
        Space = new NetworkNamespace("10.77.0.1/24");
        Services = application ?? new SmallServices();
        Host = new HostStack(Space.Device, new Ipv4Address(10, 77, 0, 2), Services, disturbance, options, seed);
    }

    /// <summary>The namespace.</summary>
    public NetworkNamespace Space { get; }

    /// <summary>The stack.</summary>
    public HostStack Host { get; }

    /// <summary>What runs on it.</summary>
    public IApplication Services { get; }

    /// <summary>Connects to the stack.</summary>
    public Socket Connect(ushort port) => Space.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = 60_000, SendTimeout = 60_000,
        };
        socket.Connect(new IPEndPoint(Stack, port));
        return socket;
    });

    /// <summary>Makes a socket that listens on Linux's side.</summary>
    public Socket Listen(int port) => Space.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        socket.Listen(16);
        return socket;
    });

    /// <summary>Makes a UDP socket that talks to a port of the stack.</summary>
    public Socket Datagrams(ushort port) => Space.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 2000 };
        socket.Connect(new IPEndPoint(Stack, port));
        return socket;
    });

    /// <summary>Receives until the peer's end.</summary>
    public static byte[] ReceiveAll(Socket socket)
    {
        using var all = new MemoryStream();
        var part = new byte[65536];
        for (var count = socket.Receive(part); count > 0; count = socket.Receive(part))
        {
            all.Write(part, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>Sends bytes and the end, and receives until the peer's end.</summary>
    public static byte[] Exchange(Socket socket, byte[] data)
    {
        var sender = Task.Run(() =>
        {
            for (var done = 0; done < data.Length;)
            {
                done += socket.Send(data.AsSpan(done));
            }

            socket.Shutdown(SocketShutdown.Send);
        });
        var answer = ReceiveAll(socket);
        sender.GetAwaiter().GetResult();
        return answer;
    }

    /// <summary>Sends a text and receives until the peer's end.</summary>
    public static string Exchange(Socket socket, string text) => Encoding.ASCII.GetString(Exchange(socket, Encoding.ASCII.GetBytes(text)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Host.Dispose();
        Space.Dispose();
    }
}
