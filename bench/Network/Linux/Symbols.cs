// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>The kernel's symbols, for a profile.</summary>
internal static unsafe class Symbols
{
    private const ulong PieceBytes = 1 << 16;

    /// <summary>Writes them to the console.</summary>
    public static void Print()
    {
        fixed (byte* kind = "proc\0"u8)
        {
            Os.Require(Os.Call(SystemCall.Mount, (ulong)kind, (ulong)kind, (ulong)kind), "/proc"u8);
        }

        var file = Os.Require(Os.Open("proc/kallsyms\0"u8), "/proc/kallsyms"u8);
        var buffer = (ulong)Native.Storage();
        Os.Write("linux peer: ready\n"u8);
        for (var count = Read(file, buffer); count > 0; count = Read(file, buffer))
        {
            _ = Os.Call(SystemCall.Write, 1, buffer, (ulong)count);
        }

        Os.Write("linux peer: no more symbols\n"u8);
    }

    private static long Read(ulong file, ulong buffer) => Os.Call(SystemCall.Read, file, buffer, PieceBytes);
}
