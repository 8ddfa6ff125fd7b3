// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;

namespace Caprock.Tests.NetworkImage;

/// <summary>Two stacks with a wire between them. What the server's side executes is counted.</summary>
/// <remarks>
/// Frames lie in buffers of their sender; a frame that the receiver keeps goes back to the receiver's link, which hands it on.
/// </remarks>
/// <typeparam name="TKind">What the cards can do.</typeparam>
internal unsafe struct Wire<TKind>
    where TKind : unmanaged, ILinkKind
{
    /// <summary>What the client's stack sends through.</summary>
    public LoopLink<TKind>* ClientLink;

    /// <summary>What the server's stack sends through.</summary>
    public LoopLink<TKind>* ServerLink;

    /// <summary>The client.</summary>
    public NetworkStack<LoopLink<TKind>> Client;

    /// <summary>The server.</summary>
    public NetworkStack<LoopLink<TKind>> Server;

    /// <summary>The time.</summary>
    public ulong NowMicroseconds;

    /// <summary>Instructions that the server's side has executed while it was counted.</summary>
    public ulong Instructions;

    /// <summary>Frames the server has received.</summary>
    public ulong Frames;

    private ulong startedAt;

    /// <summary>
    /// Whether something happens at the server's side: a frame has come, or a timer fires. Nobody would call it otherwise.
    /// </summary>
    public readonly bool HasServerWork => ClientLink->Waiting > 0 || Server.NextDeadlineMicroseconds <= NowMicroseconds;

    /// <summary>The client's address.</summary>
    public static Ipv4Address ClientAddress => new(10, 0, 0, 1);

    /// <summary>The server's address.</summary>
    public static Ipv4Address ServerAddress => new(10, 0, 0, 2);

    /// <summary>Sets both up in all of the memory.</summary>
    public void Initialize(int sendBytes, int receiveBytes)
    {
        Storage.Reset();
        ClientLink = LoopLink<TKind>.Create();
        ServerLink = LoopLink<TKind>.Create();
        NowMicroseconds = 1_000_000;
        Client = Create(1, ClientAddress, ClientLink, sendBytes, receiveBytes);
        Server = Create(2, ServerAddress, ServerLink, sendBytes, receiveBytes);
        Instructions = 0;
        Frames = 0;
    }

    /// <summary>Begins to count.</summary>
    public void Start() => startedAt = Native.ReadTicks();

    /// <summary>Ends counting.</summary>
    public void Stop() => Instructions += Native.ReadTicks() - startedAt;

    /// <summary>Brings frames from the server to the client.</summary>
    public void DeliverToClient()
    {
        for (var frame = LoopLink<TKind>.Take(ServerLink); frame != null; frame = LoopLink<TKind>.Take(ServerLink))
        {
            Deliver(Client, frame, ClientLink, ServerLink);
        }

        Client.Poll(NowMicroseconds);
    }

    /// <summary>Brings frames from the client to the server, counted.</summary>
    public void DeliverToServer()
    {
        Start();
        for (var frame = LoopLink<TKind>.Take(ClientLink); frame != null; frame = LoopLink<TKind>.Take(ClientLink))
        {
            Frames++;
            Deliver(Server, frame, ServerLink, ClientLink);
        }

        Stop();
    }

    private readonly void Deliver(
        NetworkStack<LoopLink<TKind>> stack, FrameDescriptor* frame, LoopLink<TKind>* link, LoopLink<TKind>* sender)
    {
        var flags = TKind.CompletesChecksums ? FrameFlags.TransportChecksumValid : FrameFlags.None;
        if (stack.Receive(frame->Address, frame->Length, flags, NowMicroseconds) == FrameFate.Done)
        {
            LoopLink<TKind>.Recycle(sender, frame->Address);
        }
        else
        {
            // The receiver gives a kept frame back to its own link: in exchange the sender gets one of that link's buffers.
            LoopLink<TKind>.Recycle(sender, LoopLink<TKind>.Reserve(link));
        }
    }

    private readonly NetworkStack<LoopLink<TKind>> Create(
        byte number, Ipv4Address address, LoopLink<TKind>* link, int sendBytes, int receiveBytes)
    {
        var options = StackOptions.Small(
            new MacAddress(2, 0, 0, 0, 0, number), 0x1234_5678_9abc_def1 * (ulong)number, 0xfedc_ba98_7654_3211 * (ulong)number);
        options.SendBytes = sendBytes;
        options.ReceiveBytes = receiveBytes;
        options.Connections = 8;
        options.UdpQueueLength = 64;
        var bytes = NetworkStack<LoopLink<TKind>>.RequiredBytes(ref options);
        var stack = NetworkStack<LoopLink<TKind>>.Create(Storage.Take(bytes), bytes, ref options, link, NowMicroseconds);
        Check.That(stack.IsValid, "stack"u8);
        stack.Configure(address, 24, new Ipv4Address(0));
        return stack;
    }
}
