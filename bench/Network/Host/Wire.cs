// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Caprock.Bench.Network.Host;

/// <summary>The cable of the guest's card: frames over a stream, each behind its length.</summary>
/// <remarks>
/// QEMU reads up to 69,632 bytes at a time and hands all frames in them to the card before the guest goes on, so that a burst arrives at
/// once. Source: QEMU 7.2, -netdev stream.
/// </remarks>
internal sealed partial class Wire : IDisposable
{
    private const int PrefixBytes = 4;
    private const int BufferBytes = 1 << 20;
    private const int MicrosecondsToWait = 30_000_000;
    private const uint BytesNotTaken = 0x5411;

    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] incoming = new byte[BufferBytes];
    private readonly byte[] outgoing = new byte[BufferBytes];
    private readonly string path;
    private Socket? cable;
    private int start;
    private int end;
    private int pending;

    /// <summary>Makes the end at which QEMU will be.</summary>
    public Wire(string folder)
    {
        path = Path.Combine(folder, "wire");
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
    }

    /// <summary>The argument of QEMU's -netdev.</summary>
    public string Netdev => $"stream,id=n0,server=off,addr.type=unix,addr.path={path}";

    /// <summary>Waits for QEMU.</summary>
    public void Accept()
    {
        if (!listener.Poll(MicrosecondsToWait * 2, SelectMode.SelectRead))
        {
            throw new BenchException("QEMU does not connect to the cable.");
        }

        cable = listener.Accept();
    }

    /// <summary>Adds a frame to what <see cref="Flush"/> sends.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        BinaryPrimitives.WriteInt32BigEndian(outgoing.AsSpan(pending), frame.Length);
        frame.CopyTo(outgoing.AsSpan(pending + PrefixBytes));
        pending += PrefixBytes + frame.Length;
    }

    /// <summary>Sends all frames that were added, at once.</summary>
    public void Flush()
    {
        for (var sent = 0; sent < pending;)
        {
            sent += cable!.Send(outgoing.AsSpan(sent, pending - sent));
        }

        pending = 0;
    }

    /// <summary>Waits for a frame, which is valid until the next call; empty when none comes in time.</summary>
    public ReadOnlySpan<byte> Receive(int microseconds = MicrosecondsToWait)
    {
        while (!HasWholeFrame())
        {
            if (!cable!.Poll(microseconds, SelectMode.SelectRead))
            {
                return [];
            }

            if (start > 0)
            {
                Buffer.BlockCopy(incoming, start, incoming, 0, end - start);
                end -= start;
                start = 0;
            }

            var count = cable.Receive(incoming.AsSpan(end));
            end += count > 0 ? count : throw new BenchException("QEMU has ended.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(incoming.AsSpan(start));
        var frame = incoming.AsSpan(start + PrefixBytes, length);
        start += PrefixBytes + length;
        return frame;
    }

    /// <summary>Whether a whole frame has been read from the cable.</summary>
    public bool HasWholeFrame() => end - start >= PrefixBytes
        && end - start >= PrefixBytes + BinaryPrimitives.ReadInt32BigEndian(incoming.AsSpan(start));

    /// <summary>Whether a frame is there without waiting.</summary>
    public bool HasFrame() => HasWholeFrame() || cable!.Poll(0, SelectMode.SelectRead);

    /// <summary>Waits until QEMU has taken all that was sent. Source: Linux, tty_ioctl(2) and unix(7), SIOCOUTQ.</summary>
    public void WaitUntilTaken()
    {
        while (Control((int)cable!.Handle, BytesNotTaken, out var left) == 0 && left != 0)
        {
            Thread.Yield();
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, out int value);

    /// <inheritdoc/>
    public void Dispose()
    {
        cable?.Dispose();
        listener.Dispose();
    }
}
