// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Caprock.Tests.System;

/// <summary>The other end of a guest's wire. QEMU's socket carries each frame behind its length, and loses none.</summary>
internal sealed class FramePeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly BlockingCollection<byte[]> frames = [];
    private readonly string name;
    private volatile Socket? socket;

    /// <summary>Waits for a guest's network device of this name to connect.</summary>
    public FramePeer(string name)
    {
        this.name = name;
        listener.Start();
        Task.Run(Receive);
    }

    /// <summary>Arguments for QEMU, without the card.</summary>
    public IEnumerable<string> Arguments =>
        ["-netdev", $"socket,id={name},connect=127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"];

    /// <summary>Takes a frame; null when none comes in time.</summary>
    public byte[]? Take(int milliseconds = 2000) => frames.TryTake(out var frame, milliseconds) ? frame : null;

    /// <summary>Takes all frames that have come, and come until there is silence for so long.</summary>
    public List<byte[]> TakeAll(int milliseconds)
    {
        List<byte[]> all = [];
        while (Take(milliseconds) is byte[] frame)
        {
            all.Add(frame);
        }

        return all;
    }

    /// <summary>Sends a frame; there must be a guest.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        var data = new byte[4 + frame.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, frame.Length);
        frame.CopyTo(data.AsSpan(4));
        socket!.Send(data);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        listener.Stop();
        socket?.Dispose();
    }

    private void Receive()
    {
        try
        {
            socket = listener.AcceptSocket();
            socket.NoDelay = true;
            using NetworkStream stream = new(socket);
            var length = new byte[4];
            while (true)
            {
                stream.ReadExactly(length);
                var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                stream.ReadExactly(frame);
                frames.Add(frame);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            frames.CompleteAdding();
        }
    }
}
