// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>Datagrams that one system call receives and another sends.</summary>
internal unsafe struct MessageBatch
{
    private const ulong WaitForOne = 0x10000;
    private const int BufferBytes = 2048;

    /// <summary>Datagrams at most.</summary>
    public const int Capacity = 128;

    private ulong socket;
    private MessageHeader* headers;
    private DataVector* vectors;
    private SocketAddress* addresses;

    /// <summary>Prepares a batch for a socket.</summary>
    public void Prepare(ulong datagrams)
    {
        socket = datagrams;
        var memory = Native.Storage();
        headers = (MessageHeader*)memory;
        vectors = (DataVector*)(memory + (Capacity * sizeof(MessageHeader)));
        addresses = (SocketAddress*)(vectors + Capacity);
        var buffers = memory + (1 << 20);
        for (var i = 0; i < Capacity; i++)
        {
            vectors[i].Start = (ulong)(buffers + (i * BufferBytes));
            headers[i].Name = (ulong)(addresses + i);
            headers[i].Vectors = (ulong)(vectors + i);
            headers[i].VectorCount = 1;
        }
    }

    /// <summary>Waits for datagrams and takes those that are there; their number.</summary>
    public readonly int Receive()
    {
        for (var i = 0; i < Capacity; i++)
        {
            vectors[i].Length = BufferBytes;
            headers[i].NameLength = Sockets.AddressBytes;
        }

        var count = (int)Os.Require(Os.Call(SystemCall.ReceiveMessages, socket, (ulong)headers, Capacity, WaitForOne), "receiving"u8);
        for (var i = 0; i < count; i++)
        {
            vectors[i].Length = headers[i].Length;
        }

        return count;
    }

    /// <summary>Where a datagram came from, and goes.</summary>
    public readonly SocketAddress* Address(int index) => addresses + index;

    /// <summary>Sends the first datagrams.</summary>
    public readonly void Send(int count) =>
        Os.Require(Os.Call(SystemCall.SendMessages, socket, (ulong)headers, (ulong)count), "sending"u8);
}
