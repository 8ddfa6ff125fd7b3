// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Runtime.InteropServices;
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>The network stack in a thread of this process, its link a tap device, frames disturbed where wanted.</summary>
public sealed unsafe class HostStack : IDisposable
{
    private const int BufferCount = 2048;
    private const int BufferBytes = 2048;
    private const int BatchLimit = 64;

    private readonly TapDevice device;
    private readonly Disturbance disturbance;
    private readonly IApplication application;
    private readonly Random random;
    private readonly PriorityQueue<(byte[] Frame, bool ToStack), ulong> held = new();
    private readonly Stack<nint> free = new();
    private readonly byte* buffers = (byte*)NativeMemory.AlignedAlloc(BufferCount * BufferBytes, 64);
    private readonly TapLink* link = (TapLink*)NativeMemory.Alloc((nuint)sizeof(TapLink));
    private readonly byte* memory;
    private readonly NetworkStack<TapLink> stack;
    private readonly Thread thread;
    private GCHandle self;
    private Exception? failure;
    private volatile bool isStopping;

    /// <summary>Starts a stack with an address in a network of 24 bits.</summary>
    public HostStack(
        TapDevice device, Ipv4Address address, IApplication application, Disturbance? disturbance = null, StackOptions? options = null,
        int seed = 1)
    {
        this.device = device;
        this.application = application;
        this.disturbance = disturbance ?? new Disturbance();
        random = new Random(seed);
        self = GCHandle.Alloc(this);
        *link = new TapLink(GCHandle.ToIntPtr(self));
        for (var i = 0; i < BufferCount; i++)
        {
            free.Push((nint)(buffers + (i * BufferBytes)));
        }

        var chosen = options ?? Options;
        var bytes = NetworkStack<TapLink>.RequiredBytes(ref chosen);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        stack = NetworkStack<TapLink>.Create(memory, bytes, ref chosen, link, Now());
        stack.Configure(address, 24, new Ipv4Address(0));
        application.Start(stack);
        thread = new Thread(Loop) { IsBackground = true, Name = "stack" };
        thread.Start();
    }

    /// <summary>Room for a server with a thousand connections.</summary>
    public static StackOptions Options
    {
        get
        {
            var secret = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray());
            var options = StackOptions.Small(new MacAddress(2, 0xca, 0x9c, 0, 0, 1), secret, ~secret * 3);
            options.Connections = 1100;
            options.HalfOpens = 256;
            options.TimeWaits = 4096;
            options.SendBytes = 1 << 15;
            options.ReceiveBytes = 1 << 15;
            return options;
        }
    }

    /// <summary>The counters; read them when the stack is stopped, or take them as they come.</summary>
    public Statistics Statistics => stack.Statistics;

    /// <summary>Connections in use.</summary>
    public int ConnectionsInUse => stack.ConnectionsInUse;

    /// <summary>Frame buffers that nobody holds; all of them when the stack is idle.</summary>
    public bool HasAllBuffers => free.Count == BufferCount;

    /// <summary>Stops the stack; fails if its thread has.</summary>
    public void Stop()
    {
        isStopping = true;
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException($"The stack's thread has failed: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        NativeMemory.AlignedFree(memory);
        NativeMemory.AlignedFree(buffers);
        NativeMemory.Free(link);
        self.Free();
    }

    internal byte* Reserve() => free.Count == 0 ? null : (byte*)free.Pop();

    internal void Return(byte* frame) => free.Push((nint)frame);

    internal void Send(byte* frame, int length)
    {
        Disturb(new ReadOnlySpan<byte>(frame, length), false);
        Return(frame);
    }

    private static ulong Now() => (ulong)(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));

    private void Loop()
    {
        try
        {
            while (!isStopping)
            {
                device.Wait(WaitMilliseconds());
                Receive();
                while (held.TryPeek(out var item, out var time) && time <= Now())
                {
                    held.Dequeue();
                    PassOn(item.Frame, item.ToStack);
                }

                application.Step(stack, Now());
                stack.Poll(Now());
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }

    private int WaitMilliseconds()
    {
        var next = stack.NextDeadlineMicroseconds;
        if (held.TryPeek(out _, out var time))
        {
            next = Math.Min(next, time);
        }

        var now = Now();
        return next <= now ? 0 : (int)Math.Min(((next - now) / 1000) + 1, 20);
    }

    private void Receive()
    {
        for (var count = 0; count < BatchLimit; count++)
        {
            var buffer = Reserve();
            if (buffer == null)
            {
                return;
            }

            var length = device.Read(buffer, BufferBytes);
            if (length == 0)
            {
                Return(buffer);
                return;
            }

            var isQuiet = disturbance is { Loss: 0, Duplication: 0, Reordering: 0, DelayMilliseconds: 0 };
            if (!isQuiet)
            {
                Disturb(new ReadOnlySpan<byte>(buffer, length), true);
                Return(buffer);
            }
            else if (stack.Receive(buffer, length, FrameFlags.None, Now()) == FrameFate.Done)
            {
                Return(buffer);
            }
        }
    }

    private void Disturb(ReadOnlySpan<byte> frame, bool toStack)
    {
        if (random.Next(1000) < disturbance.Loss)
        {
            return;
        }

        var copies = random.Next(1000) < disturbance.Duplication ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            var delay = disturbance.DelayMilliseconds + (random.Next(1000) < disturbance.Reordering ? random.Next(1, 5) : 0);
            if (delay == 0)
            {
                PassOn(frame, toStack);
            }
            else
            {
                held.Enqueue((frame.ToArray(), toStack), Now() + ((ulong)delay * 1000));
            }
        }
    }

    private void PassOn(ReadOnlySpan<byte> frame, bool toStack)
    {
        if (!toStack)
        {
            device.Write(frame);
            return;
        }

        var buffer = Reserve();
        if (buffer == null)
        {
            return;
        }

        frame.CopyTo(new Span<byte>(buffer, frame.Length));
        if (stack.Receive(buffer, frame.Length, FrameFlags.None, Now()) == FrameFate.Done)
        {
            Return(buffer);
        }
    }
}
