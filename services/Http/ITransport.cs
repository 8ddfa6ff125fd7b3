// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>The connections that the server talks through, each named by a number that the transport chooses.</summary>
/// <remarks>Every call is decided at compile time.</remarks>
/// <typeparam name="TSelf">The transport itself.</typeparam>
public unsafe interface ITransport<TSelf>
    where TSelf : unmanaged, ITransport<TSelf>
{
    /// <summary>Received bytes that were not consumed, as many as lie together; valid until the next call.</summary>
    static abstract ReadOnlySpan<byte> Peek(TSelf* transport, ulong connection);

    /// <summary>Is done with received bytes.</summary>
    static abstract void Consume(TSelf* transport, ulong connection, int count);

    /// <summary>
    /// Gives bytes to send, which are copied; how many were taken. With fewer than given, the server is told when there is room.
    /// </summary>
    static abstract int Write(TSelf* transport, ulong connection, ReadOnlySpan<byte> data);

    /// <summary>
    /// Gives memory to send that does not change while the connection lasts. When refused, the server is told when to try again.
    /// </summary>
    static abstract bool TryWriteReference(TSelf* transport, ulong connection, byte* data, int length);

    /// <summary>Bytes given that have not arrived at the peer.</summary>
    static abstract int Outstanding(TSelf* transport, ulong connection);

    /// <summary>Sends no more; what was given still goes out.</summary>
    static abstract void Finish(TSelf* transport, ulong connection);

    /// <summary>Gives the connection up in good order.</summary>
    static abstract void Close(TSelf* transport, ulong connection);

    /// <summary>Gives the connection up at once.</summary>
    static abstract void Abort(TSelf* transport, ulong connection);
}
