// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Services.Link;

/// <summary>Connections of a network stack as the HTTP server sees them: a handle is a name, and a name a handle.</summary>
/// <typeparam name="TLink">The stack's link.</typeparam>
public readonly unsafe struct StackTransport<TLink>(NetworkStack<TLink> stack) : ITransport<StackTransport<TLink>>
    where TLink : unmanaged, ILink<TLink>
{
    private readonly NetworkStack<TLink> stack = stack;

    /// <summary>The name of a connection.</summary>
    public static ulong NameOf(SocketHandle handle) => ((ulong)handle.Generation << 32) | handle.Index;

    /// <summary>The connection of a name.</summary>
    public static SocketHandle HandleOf(ulong name) => new((uint)name, (uint)(name >> 32));

    /// <summary>Tells the server what has happened at the stack's connections.</summary>
    public static void Pump<TSite>(NetworkStack<TLink> stack, HttpServer<StackTransport<TLink>, TSite> server, ulong nowMicroseconds)
        where TSite : unmanaged, ISite<TSite>
    {
        while (stack.TryTakeEvent(out var handle, out var events))
        {
            if ((events & TcpEvents.Accepted) != 0)
            {
                stack.SetImmediate(handle, true);
                if (!server.TryOpen(NameOf(handle), nowMicroseconds, out var opened))
                {
                    continue;
                }

                stack.SetUserData(handle, (uint)opened);
            }

            server.Signal((int)stack.UserDataOf(handle), SignalsOf(events), nowMicroseconds);
        }

        server.Poll(nowMicroseconds);
    }

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Peek(StackTransport<TLink>* transport, ulong connection) => transport->stack.PeekReceived(HandleOf(connection));

    /// <inheritdoc/>
    public static void Consume(StackTransport<TLink>* transport, ulong connection, int count) =>
        transport->stack.Consume(HandleOf(connection), count);

    /// <inheritdoc/>
    public static int Write(StackTransport<TLink>* transport, ulong connection, ReadOnlySpan<byte> data) =>
        transport->stack.Write(HandleOf(connection), data);

    /// <inheritdoc/>
    public static bool TryWriteReference(StackTransport<TLink>* transport, ulong connection, byte* data, int length) =>
        transport->stack.TryWriteReference(HandleOf(connection), data, length);

    /// <inheritdoc/>
    public static int Outstanding(StackTransport<TLink>* transport, ulong connection) => transport->stack.Unacknowledged(HandleOf(connection));

    /// <inheritdoc/>
    public static void Finish(StackTransport<TLink>* transport, ulong connection)
    {
        // Ignored: a connection that has ended already needs no end.
        _ = transport->stack.Finish(HandleOf(connection));
    }

    /// <inheritdoc/>
    public static void Close(StackTransport<TLink>* transport, ulong connection) => transport->stack.Close(HandleOf(connection));

    /// <inheritdoc/>
    public static void Abort(StackTransport<TLink>* transport, ulong connection) => transport->stack.Abort(HandleOf(connection));

    private static HttpSignals SignalsOf(TcpEvents events) =>
        ((events & TcpEvents.Readable) != 0 ? HttpSignals.Readable : HttpSignals.None)
        | ((events & TcpEvents.Writable) != 0 ? HttpSignals.Writable : HttpSignals.None)
        | ((events & TcpEvents.PeerFinished) != 0 ? HttpSignals.PeerFinished : HttpSignals.None)
        | ((events & TcpEvents.Closed) != 0 ? HttpSignals.Closed : HttpSignals.None);
}
