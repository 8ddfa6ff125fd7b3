// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Bench.Network.Host;

/// <summary>Requests over kept connections, by the network stack of this repository; every byte of every response is checked.</summary>
/// <remarks>
/// The stack acknowledges when it has taken in what the guest sent so far, at least after every eighth frame. The end of a response is
/// acknowledged with the next request, as by a client that delays acknowledgements.
/// </remarks>
internal sealed unsafe class WebLoad : ILoad, IDisposable
{
    private const int BufferCount = 512;
    private const int BufferBytes = 2048;
    private const int FramesOfBatch = 8;
    private const int MostConnections = 64;
    private const int Microseconds = 2_000;
    private const double SecondsToAnswer = 120;
    private const ushort Port = 80;
    private const int PrefixLength = 24;

    private static readonly Ipv4Address Guest = new(Frames.GuestAddress);

    private readonly Machine machine;
    private readonly byte[] request;
    private readonly byte[] content;
    private readonly Stack<nint> free = new();
    private readonly byte* buffers = (byte*)NativeMemory.AlignedAlloc(BufferCount * BufferBytes, 64);
    private readonly WireLink* link = (WireLink*)NativeMemory.Alloc((nuint)sizeof(WireLink));
    private readonly byte* memory;
    private readonly NetworkStack<WireLink> stack;
    private readonly List<WebConnection> connections = [];
    private GCHandle self;

    /// <summary>Prepares to ask for a path, whose content has a length.</summary>
    public WebLoad(Machine machine, string path, int length)
    {
        this.machine = machine;
        request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 10.0.0.2\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n");
        content = WebContent.Make(length);
        self = GCHandle.Alloc(this);
        *link = new WireLink(GCHandle.ToIntPtr(self));
        for (var i = 0; i < BufferCount; i++)
        {
            free.Push((nint)(buffers + (i * BufferBytes)));
        }

        var options = StackOptions.Small(MacOf(Frames.OwnCard), (ulong)Stopwatch.GetTimestamp(), 1);
        options.Connections = MostConnections;
        options.ReceiveBytes = 1 << 18;
        var bytes = NetworkStack<WireLink>.RequiredBytes(ref options);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        stack = NetworkStack<WireLink>.Create(memory, bytes, ref options, link, Now());
        stack.Configure(new Ipv4Address(Frames.OwnAddress), PrefixLength, default);
    }

    /// <inheritdoc/>
    public void Run(int count, int burst)
    {
        Connect(burst);
        for (var done = 0; done < count; done += burst)
        {
            foreach (var connection in connections.Take(burst))
            {
                connection.Expect(content);
                Check(stack.Write(connection.Handle, request) == request.Length, "A request does not fit.");
            }

            Until(() => connections.Take(burst).All(connection => connection.IsComplete), "A response does not come whole.");
        }

        stack.Poll(Now());
        machine.Wire.Flush();
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        foreach (var connection in connections)
        {
            stack.Abort(connection.Handle);
        }

        stack.Poll(Now());
        machine.Wire.Flush();
        NativeMemory.AlignedFree(memory);
        NativeMemory.AlignedFree(buffers);
        NativeMemory.Free(link);
        self.Free();
    }

    /// <summary>A buffer for a frame.</summary>
    internal byte* Reserve() => free.Count == 0 ? null : (byte*)free.Pop();

    /// <summary>Takes a buffer back.</summary>
    internal void Return(byte* frame) => free.Push((nint)frame);

    /// <summary>Has a frame sent with the next flush.</summary>
    internal void Send(byte* frame, int length)
    {
        machine.Wire.Add(new ReadOnlySpan<byte>(frame, length));
        Return(frame);
    }

    private static ulong Now() => (ulong)(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));

    private static MacAddress MacOf(ReadOnlySpan<byte> bytes) => new(bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);

    private static void Check(bool condition, string problem)
    {
        if (!condition)
        {
            throw new BenchException(problem);
        }
    }

    private void Connect(int count)
    {
        while (connections.Count < count)
        {
            Check(stack.Connect(new Endpoint(Guest, Port), 0, out var handle) == NetError.None, "A connection cannot be opened.");
            stack.SetImmediate(handle, true);
            connections.Add(new WebConnection(handle));
            Until(() => stack.StateOf(handle) == TcpState.Established, "The guest does not accept a connection.");
        }
    }

    private void Until(Func<bool> isDone, string problem)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            TakeEvents();
            if (isDone())
            {
                return;
            }

            stack.Poll(Now());
            machine.Wire.Flush();
            Check(clock.Elapsed.TotalSeconds < SecondsToAnswer, $"{problem} The guest said:\n{machine.Guest.Log}");
            TakeIn();
        }
    }

    private void TakeIn()
    {
        var frame = machine.Wire.Receive(Microseconds);
        for (var count = 0; !frame.IsEmpty; frame = machine.Wire.HasFrame() ? machine.Wire.Receive() : [])
        {
            var buffer = Reserve();
            Check(buffer != null, "The load generator has no buffer left.");
            frame.CopyTo(new Span<byte>(buffer, BufferBytes));
            if (stack.Receive(buffer, frame.Length, FrameFlags.None, Now()) == FrameFate.Done)
            {
                Return(buffer);
            }

            count++;
            if (count == FramesOfBatch)
            {
                return;
            }
        }
    }

    private void TakeEvents()
    {
        while (stack.TryTakeEvent(out var handle, out _))
        {
        }

        foreach (var connection in connections)
        {
            for (var data = stack.PeekReceived(connection.Handle); !data.IsEmpty; data = stack.PeekReceived(connection.Handle))
            {
                var count = data.Length;
                connection.Take(data);
                stack.Consume(connection.Handle, count);
            }
        }
    }
}
