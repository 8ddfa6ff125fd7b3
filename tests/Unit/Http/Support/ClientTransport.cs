// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>The transport of a <see cref="TestServer"/>.</summary>
internal readonly unsafe struct ClientTransport(nint server) : ITransport<ClientTransport>
{
    private readonly nint server = server;

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Peek(ClientTransport* transport, ulong connection)
    {
        var client = Of(transport, connection);
        client.Seen = [.. client.ToServer.Take(client.MostSeen)];
        return client.Seen;
    }

    /// <inheritdoc/>
    public static void Consume(ClientTransport* transport, ulong connection, int count)
    {
        var client = Of(transport, connection);
        Assert.InRange(count, 0, client.Seen.Length);
        client.ToServer.RemoveRange(0, count);
        client.Seen = [];
    }

    /// <inheritdoc/>
    public static int Write(ClientTransport* transport, ulong connection, ReadOnlySpan<byte> data) =>
        Of(transport, connection).Receive(data);

    /// <inheritdoc/>
    public static bool TryWriteReference(ClientTransport* transport, ulong connection, byte* data, int length)
    {
        Assert.True(length > 0);
        var client = Of(transport, connection);
        return client.Room >= length && client.Receive(new ReadOnlySpan<byte>(data, length)) == length;
    }

    /// <inheritdoc/>
    public static int Outstanding(ClientTransport* transport, ulong connection) => Of(transport, connection).Outstanding;

    /// <inheritdoc/>
    public static void Finish(ClientTransport* transport, ulong connection) => Of(transport, connection).IsFinished = true;

    /// <inheritdoc/>
    public static void Close(ClientTransport* transport, ulong connection) => Of(transport, connection).IsClosed = true;

    /// <inheritdoc/>
    public static void Abort(ClientTransport* transport, ulong connection) => Of(transport, connection).IsAborted = true;

    private static Client Of(ClientTransport* transport, ulong connection)
    {
        var client = ((TestServer)GCHandle.FromIntPtr(transport->server).Target!).Clients[(int)connection];
        Assert.False(client.IsClosed || client.IsAborted, "The server uses a connection it has given up.");
        return client;
    }
}
