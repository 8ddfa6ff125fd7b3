// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;

namespace Caprock.Bench.Network.Linux;

/// <summary>Sets the card up and serves as the last word of the kernel's command line says.</summary>
internal static unsafe class Program
{
    [RuntimeExport("linux_main")]
    private static void Main(byte** stack)
    {
        Card.LoadDriver();
        Card.Configure();
        var mode = stack[(ulong)stack[0]][0];
        switch (mode)
        {
            case (byte)'s':
                UdpEcho.Single();
                break;
            case (byte)'m':
                UdpEcho.Many();
                break;
            case (byte)'r':
                Streams.Forward();
                break;
            case (byte)'h':
                WebServer.Serve();
                break;
            case (byte)'k':
                Symbols.Print();
                break;
            default:
                Os.Write("linux peer: no such mode\n"u8);
                break;
        }

        Os.End();
    }

    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length)
    {
        _ = Os.Call(SystemCall.Write, 1, (ulong)text, length);
        Os.End();
    }
}
