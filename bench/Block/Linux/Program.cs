// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Bench.Block.Agreement;
using Caprock.Bench.Network.Linux;

namespace Caprock.Bench.Block.Linux;

/// <summary>Does what is asked for on the console, and tells when it is done.</summary>
internal static unsafe class Program
{
    private const ulong StandardInput = 0;

    private static byte letter;

    [RuntimeExport("linux_main")]
    private static void Main(byte** stack)
    {
        Card.LoadDriver();
        Disk.Open();
        Os.Write("block bench: ready\n"u8);
        while (true)
        {
            fixed (byte* place = &letter)
            {
                Os.Require(Os.Call(SystemCall.Read, StandardInput, (ulong)place, 1), "the console"u8);
            }

            if (Work.TryFind(letter, out var work))
            {
                Do(ref work);
            }
            else if (letter != Work.Nothing)
            {
                continue;
            }

            Os.Write("done "u8);
            Os.Write(new ReadOnlySpan<byte>(ref letter));
            Os.Write("\n"u8);
        }
    }

    private static void Do(ref Work work)
    {
        if (work.AtOnce > 1)
        {
            ManyRequests.Run(ref work);
        }
        else
        {
            SingleRequests.Run(ref work);
        }
    }

    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length)
    {
        _ = Os.Call(SystemCall.Write, 1, (ulong)text, length);
        Os.End();
    }
}
