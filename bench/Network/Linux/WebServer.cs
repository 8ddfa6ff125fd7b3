// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>
/// An HTTP server that does no more than is needed: GET of /1k, 1 KiB in one write with its head, and of /1m, 1 MiB sent from the page
/// cache.
/// </summary>
/// <remarks>A request is taken to come whole in what one read gives. A full socket is waited for by the call itself.</remarks>
internal static unsafe class WebServer
{
    private const ulong Stream = 1;
    private const ushort Port = 80;
    private const ulong Backlog = 128;
    private const ulong Add = 1;
    private const uint Readable = 1;
    private const int MostEvents = 64;
    private const ulong MoreFollows = 0x8000;
    private const int SizeOfPath = 5;
    private const ulong SmallBytes = 1024;
    private const ulong LargeBytes = 1 << 20;

    private static ulong poll;
    private static ulong listener;
    private static ulong large;

    private static ReadOnlySpan<byte> SmallHead =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1024\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LargeHead =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1048576\r\n\r\n"u8;

    /// <summary>Serves for ever.</summary>
    public static void Serve()
    {
        large = Os.Require(Os.Open("/1m\0"u8), "/1m"u8);
        var response = Native.Storage() + (1 << 20);
        SmallHead.CopyTo(new Span<byte>(response, 1024));
        var small = Os.Require(Os.Open("/1k\0"u8), "/1k"u8);
        Os.Require(Os.Call(SystemCall.Read, small, (ulong)(response + SmallHead.Length), SmallBytes), "/1k"u8);
        listener = Sockets.Open(Stream, Port);
        Os.Require(Os.Call(SystemCall.Listen, listener, Backlog), "listening"u8);
        poll = Os.Require(Os.Call(SystemCall.CreateEvents), "epoll"u8);
        Watch(listener);
        Os.Write("linux peer: ready\n"u8);
        var events = (PollEvent*)Native.Storage();
        while (true)
        {
            var count = (int)Os.Require(Os.Call(SystemCall.WaitForEvents, poll, (ulong)events, MostEvents, ulong.MaxValue), "waiting"u8);
            for (var i = 0; i < count; i++)
            {
                if (events[i].Data == listener)
                {
                    Watch(Os.Require(Os.Call(SystemCall.Accept, listener), "accepting"u8));
                }
                else
                {
                    Answer(events[i].Data, response);
                }
            }
        }
    }

    private static void Answer(ulong connection, byte* response)
    {
        var request = Native.Storage() + (1 << 16);
        var count = Os.Call(SystemCall.Read, connection, (ulong)request, 1 << 16);
        if (count <= 0)
        {
            _ = Os.Call(SystemCall.Close, connection);
        }
        else if (count > SizeOfPath + 2 && request[SizeOfPath + 1] == (byte)'m')
        {
            SendLarge(connection);
        }
        else
        {
            _ = Os.Call(SystemCall.Write, connection, (ulong)response, (ulong)SmallHead.Length + SmallBytes);
        }
    }

    private static void SendLarge(ulong connection)
    {
        fixed (byte* head = LargeHead)
        {
            _ = Os.Call(SystemCall.SendTo, connection, (ulong)head, (ulong)LargeHead.Length, MoreFollows);
        }

        ulong offset = 0;
        while (offset < LargeBytes && Os.Call(SystemCall.SendFile, connection, large, (ulong)(&offset), LargeBytes - offset) > 0)
        {
        }
    }

    private static void Watch(ulong descriptor)
    {
        PollEvent interest;
        interest.Events = Readable;
        interest.Data = descriptor;
        Os.Require(Os.Call(SystemCall.ControlEvents, poll, Add, descriptor, (ulong)(&interest)), "watching"u8);
    }
}
