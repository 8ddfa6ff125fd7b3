// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;
using Caprock.Services.Net;

namespace Caprock.Services.Link;

/// <summary>A station on a network: a stack with its link and its timer. README.md has the loop of its component.</summary>
/// <remarks>It must be a static, because it must lie still.</remarks>
public unsafe struct Station
{
    /// <summary>Frames taken in before the application has its turn.</summary>
    private const int Batch = 64;

    private const ulong NanosecondsInMicrosecond = 1000;
    private const uint Timeout = 0;

    private QueueLink link;
    private TimerClock clock;
    private Channel transmitter;
    private Channel timer;
    private Channel resolver;
    private bool hasResolver;
    private uint registered;
    private ulong alarm;
    private NetworkStack<QueueLink> stack;

    /// <summary>The stack.</summary>
    public readonly NetworkStack<QueueLink> Stack => stack;

    /// <summary>The link, for its counters.</summary>
    public readonly ref readonly QueueLink Link => ref Unsafe.AsRef(in link);

    /// <summary>Whether another client of the network device has this station's address, so that nobody finds it here.</summary>
    public bool IsAddressTaken { get; private set; }

    /// <summary>When the current batch began, in microseconds.</summary>
    public ulong NowMicroseconds { get; private set; }

    /// <summary>The address of this client of the network device; after <see cref="SendTo"/>.</summary>
    public readonly MacAddress Mac => new(NetworkLimits.AskAddress(transmitter));

    /// <summary>A number that nobody can predict; without a generator in the processor, only the time that it ran is in it.</summary>
    public static ulong Random()
    {
        ulong value;
        return Native.TryReadRandom(&value) != 0 ? value : Native.ReadTicks() * 0x9e37_79b9_7f4a_7c15;
    }

    /// <summary>Where received frames come from: queues and data shared with a copier.</summary>
    public void ReceiveFrom(Region queue, Region data, Channel receiver) => link.AttachReceiver(queue, data, receiver);

    /// <summary>Where frames go: queues and data shared with the transmit virtualiser.</summary>
    public void SendTo(Region queue, Region data, Channel channel)
    {
        link.AttachTransmitter(queue, data, channel);
        transmitter = channel;
    }

    /// <summary>Whose time it has: it uses timeout 0 of this client.</summary>
    public void KeepTime(Channel channel)
    {
        timer = channel;
        alarm = ulong.MaxValue;
        clock.Start(channel);
        NowMicroseconds = clock.ReadNanoseconds() / NanosecondsInMicrosecond;
    }

    /// <summary>Who does ARP for this client of the network device; without it the stack does.</summary>
    public void ResolveWith(Channel channel)
    {
        resolver = channel;
        hasResolver = true;
        link.AttachResolver(channel);
    }

    /// <summary>Makes the stack, in a region of at least the bytes that its options need; stops the component when they are not there.</summary>
    public void Start(Region memory, ref StackOptions options)
    {
        var linkAddress = (QueueLink*)Unsafe.AsPointer(ref link);
        stack = NetworkStack<QueueLink>.Create((byte*)memory.Address, memory.Length, ref options, linkAddress, NowMicroseconds);
        if (!stack.IsValid)
        {
            Failure.Stop("the network stack's options do not fit its memory"u8);
        }
    }

    /// <summary>Takes note of a notification, from whomever it is.</summary>
    public void Hear(Channel channel)
    {
        if (channel == timer)
        {
            alarm = ulong.MaxValue;
            clock.Adjust();
        }
        else if (hasResolver && channel == resolver)
        {
            // It has heard something, or was started anew and knows nothing.
            registered = 0;
            stack.AskNeighborsAgain();
        }
    }

    /// <summary>Takes in frames that have come, a batch at most.</summary>
    public void TakeIn()
    {
        NowMicroseconds = clock.ReadNanoseconds() / NanosecondsInMicrosecond;
        var linkAddress = (QueueLink*)Unsafe.AsPointer(ref link);
        for (var i = 0; i < Batch && link.TryReceive(out var frame, out var length, out var flags); i++)
        {
            if (stack.Receive(frame, length, flags, NowMicroseconds) == FrameFate.Done)
            {
                QueueLink.Recycle(linkAddress, frame);
            }
        }
    }

    /// <summary>Sends what is ready; true when nothing is left to do before a notification.</summary>
    public bool TryFinish() => TryFinish(ulong.MaxValue);

    /// <summary>The same for who also wants to act at a time of its own.</summary>
    public bool TryFinish(ulong deadlineMicroseconds)
    {
        if (hasResolver && registered != stack.Address.Value)
        {
            registered = stack.Address.Value;
            IsAddressTaken = !Resolver.TryRegister(resolver, registered);
        }

        stack.Poll(NowMicroseconds);
        link.Show();
        var next = Math.Min(stack.NextDeadlineMicroseconds, deadlineMicroseconds);
        if (next < alarm)
        {
            alarm = next;
            clock.Wake(Timeout, next * NanosecondsInMicrosecond);
        }

        var mayWait = link.MayWait();
        link.Notify(mayWait);
        return mayWait;
    }
}
