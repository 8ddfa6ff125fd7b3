// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Net;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>
/// A stack in a test: what it sends is collected, what it receives lies in guarded buffers, and every buffer is accounted for.
/// </summary>
internal sealed unsafe class Station : IDisposable
{
    private const int BufferCount = 64;

    private readonly GuardedMemory transmit = new(BufferCount);
    private readonly GuardedMemory receive = new(BufferCount);
    private readonly Queue<nint> freeTransmit = [];
    private readonly Queue<int> freeReceive = [];
    private readonly Dictionary<nint, int> kept = [];
    private readonly HashSet<nint> reserved = [];
    private readonly StationLink* link;
    private readonly byte* memory;
    private GCHandle self;

    /// <summary>Makes a stack.</summary>
    public Station(StackOptions options)
    {
        self = GCHandle.Alloc(this);
        link = (StationLink*)NativeMemory.Alloc((nuint)sizeof(StationLink));
        *link = new StationLink(GCHandle.ToIntPtr(self));
        var bytes = NetworkStack<StationLink>.RequiredBytes(ref options);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        Mac = options.Mac;
        Stack = NetworkStack<StationLink>.Create(memory, bytes, ref options, link, 0);
        Assert.True(Stack.IsValid);
        for (var i = 0; i < BufferCount; i++)
        {
            freeTransmit.Enqueue((nint)transmit.Buffer(i, Frame.MaximumBytes));
            freeReceive.Enqueue(i);
        }
    }

    /// <summary>Makes a stack with room for a little and an address in 10.0.0.0/24, with 10.0.0.254 as the way out.</summary>
    public Station(byte number)
        : this(StackOptions.Small(MacOf(number), 0x0123_4567_89ab_cdef * (ulong)(number + 1), 0xfedc_ba98_7654_3210 + number))
    {
        Stack.Configure(AddressOf(number), 24, AddressOf(254));
    }

    /// <summary>The stack.</summary>
    public NetworkStack<StationLink> Stack { get; }

    /// <summary>Its Ethernet address.</summary>
    public MacAddress Mac { get; }

    /// <summary>What it has sent and nobody has taken yet.</summary>
    public Queue<byte[]> Sent { get; } = [];

    /// <summary>The time.</summary>
    public ulong NowMicroseconds { get; set; }

    /// <summary>Whether the link refuses to give buffers.</summary>
    public bool IsCongested { get; set; }

    /// <summary>Whether the link completes checksums.</summary>
    public bool CompletesChecksums { get; init; }

    /// <summary>What the link was asked to complete, frame by frame.</summary>
    public List<ChecksumRequest> Requests { get; } = [];

    /// <summary>What answers for the neighbours in the link; the stack asks itself without it.</summary>
    public Func<Ipv4Address, bool, MacAddress?>? Resolver { get; set; }

    /// <summary>Buffers the stack holds: reserved ones that wait for an address, and received ones in queues.</summary>
    public int BuffersHeld => reserved.Count + kept.Count;

    /// <summary>The Ethernet address of a station made by number.</summary>
    public static MacAddress MacOf(byte number) => new(2, 0, 0, 0, 0, number);

    /// <summary>The address of a station made by number.</summary>
    public static Ipv4Address AddressOf(byte number) => new(10, 0, 0, number);

    /// <summary>Gives the stack a frame.</summary>
    public void Receive(ReadOnlySpan<byte> frame, FrameFlags flags = FrameFlags.None)
    {
        Assert.True(freeReceive.Count > 0, "The stack keeps all receive buffers.");
        var index = freeReceive.Dequeue();
        var buffer = receive.Buffer(index, frame.Length);
        frame.CopyTo(new Span<byte>(buffer, frame.Length));
        if (Stack.Receive(buffer, frame.Length, flags, NowMicroseconds) == FrameFate.Kept)
        {
            kept.Add((nint)buffer, index);
        }
        else
        {
            freeReceive.Enqueue(index);
        }
    }

    /// <summary>Lets time pass, timer by timer.</summary>
    public void Advance(ulong microseconds)
    {
        var end = NowMicroseconds + microseconds;
        while (true)
        {
            Stack.Poll(NowMicroseconds);
            var next = Math.Max(Stack.NextDeadlineMicroseconds, NowMicroseconds + 1);
            if (next > end)
            {
                break;
            }

            NowMicroseconds = next;
        }

        NowMicroseconds = end;
        Stack.Poll(end);
    }

    /// <summary>Sends what is ready and takes the one frame that came of it.</summary>
    public byte[] TakeOnly()
    {
        Stack.Poll(NowMicroseconds);
        Assert.Single(Sent);
        return Sent.Dequeue();
    }

    /// <summary>Sends what is ready and checks that nothing came of it.</summary>
    public void AssertSilent()
    {
        Stack.Poll(NowMicroseconds);
        Assert.Empty(Sent);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        transmit.Dispose();
        receive.Dispose();
        NativeMemory.AlignedFree(memory);
        NativeMemory.Free(link);
        self.Free();
    }

    internal Resolution Resolve(Ipv4Address address, bool isRefresh, out MacAddress mac)
    {
        var answer = Resolver?.Invoke(address, isRefresh);
        mac = answer.GetValueOrDefault();
        return Resolver is null ? Resolution.None : answer is null ? Resolution.Asked : Resolution.Known;
    }

    internal byte* Reserve()
    {
        if (IsCongested || freeTransmit.Count == 0)
        {
            return null;
        }

        var buffer = freeTransmit.Dequeue();
        new Span<byte>((void*)buffer, Frame.MaximumBytes).Fill(0xee);
        Assert.True(reserved.Add(buffer));
        return (byte*)buffer;
    }

    internal void Send(byte* frame, int length, ChecksumRequest request)
    {
        Requests.Add(request);
        Assert.True(CompletesChecksums || request == ChecksumRequest.None);
        Assert.InRange(length, Frame.HeaderBytes, Frame.MaximumBytes);
        Sent.Enqueue(new ReadOnlySpan<byte>(frame, length).ToArray());
        Release(frame);
    }

    internal void Release(byte* frame)
    {
        Assert.True(reserved.Remove((nint)frame), "A buffer is given back that was not reserved.");
        freeTransmit.Enqueue((nint)frame);
    }

    internal void Recycle(byte* frame)
    {
        Assert.True(kept.Remove((nint)frame, out var index), "A buffer is given back that was not kept.");
        freeReceive.Enqueue(index);
    }
}
