// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.Tap;

/// <summary>
/// The small services of old, over UDP and TCP: echo (RFC 862), discard (RFC 863), and one that sends as many bytes as it is asked for.
/// </summary>
public sealed unsafe class SmallServices : IApplication
{
    /// <summary>Sends back what it receives, over UDP and TCP.</summary>
    public const ushort Echo = 7;

    /// <summary>Receives, and answers the end with the number of bytes and their sum, in decimal.</summary>
    public const ushort Discard = 9;

    /// <summary>Reads a decimal number and a line feed, sends so many bytes and closes.</summary>
    public const ushort Source = 19;

    private readonly Dictionary<SocketHandle, Conversation> conversations = [];
    private readonly Queue<(Endpoint Peer, TaskCompletionSource<string> Answer, string Text)> calls = new();
    private SocketHandle udp;

    /// <summary>The byte at a place of what the source sends.</summary>
    public static byte At(long place) => (byte)((place * 7) ^ (place >> 9));

    /// <summary>Connects to a peer, sends a text, and gives what comes back until the peer's end.</summary>
    public Task<string> Call(Endpoint peer, string text)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (calls)
        {
            calls.Enqueue((peer, answer, text));
        }

        return answer.Task;
    }

    /// <inheritdoc/>
    public void Start(NetworkStack<TapLink> stack)
    {
        Check(stack.OpenUdp(Echo, out udp));
        Check(stack.Listen(Echo, 64, out _));
        Check(stack.Listen(Discard, 64, out _));
        Check(stack.Listen(Source, 64, out _));
    }

    /// <inheritdoc/>
    public void Step(NetworkStack<TapLink> stack, ulong nowMicroseconds)
    {
        for (var datagram = stack.PeekDatagram(udp); datagram != null; datagram = stack.PeekDatagram(udp))
        {
            Check(stack.SendDatagram(udp, datagram->Source, datagram->Data));
            stack.ReleaseDatagram(udp);
        }

        lock (calls)
        {
            while (calls.TryDequeue(out var call))
            {
                Check(stack.Connect(call.Peer, 0, out var handle));
                var conversation = new Conversation { Answer = call.Answer };
                conversation.ToSend.AddRange(System.Text.Encoding.ASCII.GetBytes(call.Text));
                conversations.Add(handle, conversation);
            }
        }

        while (stack.TryTakeEvent(out var handle, out var events))
        {
            if ((events & TcpEvents.Accepted) != 0)
            {
                conversations.Add(handle, new Conversation());
            }

            Advance(stack, handle, conversations[handle], events);
        }
    }

    private static void Check(NetError error)
    {
        if (error != NetError.None)
        {
            throw new InvalidOperationException($"The stack refuses: {error}.");
        }
    }

    private void Advance(NetworkStack<TapLink> stack, SocketHandle handle, Conversation conversation, TcpEvents events)
    {
        for (var data = stack.PeekReceived(handle); !data.IsEmpty; data = stack.PeekReceived(handle))
        {
            var taken = Take(stack, handle, conversation, data);
            stack.Consume(handle, taken);
            if (taken == 0)
            {
                break;
            }
        }

        Write(stack, handle, conversation);
        conversation.HasPeerFinished |= (events & TcpEvents.PeerFinished) != 0;
        var isAllRead = conversation.HasPeerFinished && stack.PeekReceived(handle).IsEmpty;
        if (isAllRead && stack.LocalPortOf(handle) == Discard)
        {
            stack.Write(handle, System.Text.Encoding.ASCII.GetBytes($"{conversation.Received} {conversation.Sum}\n"));
        }

        var isOver = isAllRead && conversation.ToSend.Count == 0;
        var hasSentAll = stack.LocalPortOf(handle) == Source && conversation.Wanted >= 0 && conversation.Given == conversation.Wanted;
        if (isOver || hasSentAll || (events & TcpEvents.Closed) != 0)
        {
            conversation.Answer?.TrySetResult(
                (events & TcpEvents.Closed) != 0
                    ? stack.ErrorOf(handle).ToString() : System.Text.Encoding.ASCII.GetString([.. conversation.Text]));
            stack.Close(handle);
            conversations.Remove(handle);
        }
    }

    private static int Take(NetworkStack<TapLink> stack, SocketHandle handle, Conversation conversation, ReadOnlySpan<byte> data)
    {
        if (conversation.Answer is not null)
        {
            conversation.Text.AddRange(data);
            return data.Length;
        }

        switch (stack.LocalPortOf(handle))
        {
            case Echo:
                return stack.Write(handle, data);
            case Source:
                var end = data.IndexOf((byte)'\n');
                conversation.Wanted = end < 0 ? -1 : int.Parse(data[..end]);
                return end + 1;
            default:
                conversation.Received += data.Length;
                foreach (var value in data)
                {
                    conversation.Sum = (conversation.Sum * 31) + value;
                }

                return data.Length;
        }
    }

    private static void Write(NetworkStack<TapLink> stack, SocketHandle handle, Conversation conversation)
    {
        if (conversation.ToSend.Count > 0)
        {
            conversation.ToSend.RemoveRange(0, stack.Write(handle, conversation.ToSend.ToArray()));
        }

        Span<byte> part = stackalloc byte[4096];
        while (conversation.Given < conversation.Wanted)
        {
            var count = (int)Math.Min(part.Length, conversation.Wanted - conversation.Given);
            for (var i = 0; i < count; i++)
            {
                part[i] = At(conversation.Given + i);
            }

            var taken = stack.Write(handle, part[..count]);
            conversation.Given += taken;
            if (taken < count)
            {
                break;
            }
        }
    }

    private sealed class Conversation
    {
        public TaskCompletionSource<string>? Answer { get; init; }

        public List<byte> ToSend { get; } = [];

        public List<byte> Text { get; } = [];

        public bool HasPeerFinished { get; set; }

        public long Received { get; set; }

        public uint Sum { get; set; }

        public long Wanted { get; set; } = -1;

        public long Given { get; set; }
    }
}
