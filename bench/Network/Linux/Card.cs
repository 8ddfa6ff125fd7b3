// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;

namespace Caprock.Bench.Network.Linux;

/// <summary>The network card: its driver's modules, its address.</summary>
internal static unsafe class Card
{
    private const ulong Internet = 2;
    private const ulong Datagrams = 2;
    private const ulong SetAddress = 0x8916;
    private const ulong SetMask = 0x891c;
    private const ulong SetFlags = 0x8914;
    private const ushort UpAndRunning = 0x41;
    private const int ModulesAtMost = 10;
    private const int DigitOfName = 8;

    /// <summary>Loads the modules /modules/0, /modules/1 and so on, which the image has in the order of what needs what.</summary>
    public static void LoadDriver()
    {
        var name = Native.Storage();
        "/modules/"u8.CopyTo(new Span<byte>(name, 16));
        name[DigitOfName + 2] = 0;
        for (var i = 0; i < ModulesAtMost; i++)
        {
            name[DigitOfName + 1] = (byte)('0' + i);
            var file = Os.Open(new ReadOnlySpan<byte>(name, DigitOfName + 3));
            if (file < 0)
            {
                return;
            }

            fixed (byte* none = "\0"u8)
            {
                Os.Require(Os.Call(SystemCall.LoadModule, (ulong)file, (ulong)none), "a module"u8);
            }

            _ = Os.Call(SystemCall.Close, (ulong)file);
        }
    }

    /// <summary>Gives eth0 the address 10.0.0.2 in a network of 24 bits.</summary>
    public static void Configure()
    {
        var socket = Os.Require(Os.Call(SystemCall.Socket, Internet, Datagrams), "a socket"u8);
        var request = default(InterfaceRequest);
        request.Name = 0x30687465;
        request.Family = (ushort)Internet;
        request.Address = 0x0200_000a;
        Os.Require(Os.Call(SystemCall.IoControl, socket, SetAddress, (ulong)(&request)), "the card's address"u8);
        request.Address = 0x00ff_ffff;
        Os.Require(Os.Call(SystemCall.IoControl, socket, SetMask, (ulong)(&request)), "the card's mask"u8);
        request.Family = UpAndRunning;
        Os.Require(Os.Call(SystemCall.IoControl, socket, SetFlags, (ulong)(&request)), "the card's flags"u8);
        _ = Os.Call(SystemCall.Close, socket);
    }

    /// <summary>struct ifreq. Source: netdevice(7).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct InterfaceRequest
    {
        public ulong Name;
        public ulong NameEnd;
        public ushort Family;
        public ushort Port;
        public uint Address;
        public ulong Rest0;
        public ulong Rest1;
    }
}
