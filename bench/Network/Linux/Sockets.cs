// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>Sockets.</summary>
internal static unsafe class Sockets
{
    private const ulong Internet = 2;
    private const ulong SocketLevel = 1;
    private const ulong ReuseAddress = 2;
    private const ulong ForceReceiveBuffer = 33;
    private const ulong ForceSendBuffer = 32;
    private const uint BufferBytes = 8 << 20;

    /// <summary>Bytes of an address.</summary>
    public const uint AddressBytes = 16;

    /// <summary>Opens a socket on a port, its buffers so large that they lose nothing.</summary>
    public static ulong Open(ulong kind, ushort port)
    {
        var socket = Os.Require(Os.Call(SystemCall.Socket, Internet, kind), "a socket"u8);
        Set(socket, ReuseAddress, 1);
        if (kind == 2)
        {
            Set(socket, ForceReceiveBuffer, BufferBytes);
            Set(socket, ForceSendBuffer, BufferBytes);
        }

        SocketAddress address;
        address.Family = (ushort)Internet;
        address.Port = (ushort)((port >> 8) | (port << 8));
        address.Address = 0;
        address.Zero = 0;
        Os.Require(Os.Call(SystemCall.Bind, socket, (ulong)(&address), AddressBytes), "a port"u8);
        return socket;
    }

    /// <summary>Sets an option of a socket.</summary>
    private static void Set(ulong socket, ulong option, uint value) =>
        Os.Require(Os.Call(SystemCall.SetSocketOption, socket, SocketLevel, option, (ulong)(&value), sizeof(uint)), "a socket's option"u8);
}
