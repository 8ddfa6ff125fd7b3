// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>Sends every datagram back.</summary>
internal static unsafe class UdpEcho
{
    private const ulong Datagrams = 2;
    private const ushort Port = 7;
    private const ulong BufferBytes = 2048;

    /// <summary>One at a time: two system calls a datagram.</summary>
    public static void Single()
    {
        var socket = Sockets.Open(Datagrams, Port);
        var buffer = (ulong)Native.Storage();
        SocketAddress address;
        uint length;
        Os.Write("linux peer: ready\n"u8);
        while (true)
        {
            length = Sockets.AddressBytes;
            var count = Os.Call(
                SystemCall.ReceiveFrom, socket, buffer, BufferBytes, 0, (ulong)(&address), (ulong)(&length));
            Os.Require(count, "receiving"u8);
            Os.Require(
                Os.Call(SystemCall.SendTo, socket, buffer, (ulong)count, 0, (ulong)(&address), Sockets.AddressBytes), "sending"u8);
        }
    }

    /// <summary>As many as are there at a time: two system calls for all of them.</summary>
    public static void Many()
    {
        var batch = default(MessageBatch);
        batch.Prepare(Sockets.Open(Datagrams, Port));
        Os.Write("linux peer: ready\n"u8);
        while (true)
        {
            batch.Send(batch.Receive());
        }
    }
}
