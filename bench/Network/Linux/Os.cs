// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>Linux as the program sees it.</summary>
internal static unsafe class Os
{
    private const ulong StandardOutput = 1;
    private const ulong ReadOnly = 0;
    private const ulong PowerOffFirst = 0xfee1_dead;
    private const ulong PowerOffSecond = 672_274_793;
    private const ulong PowerOffCommand = 0x4321_fedc;

    /// <summary>Makes a system call; negative results are errors.</summary>
    public static long Call(
        SystemCall call, ulong first = 0, ulong second = 0, ulong third = 0, ulong fourth = 0, ulong fifth = 0, ulong sixth = 0) =>
        Native.Call((ulong)call, first, second, third, fourth, fifth, sixth);

    /// <summary>Opens a file, whose name ends with a zero, for reading; negative if it cannot.</summary>
    public static long Open(ReadOnlySpan<byte> name)
    {
        fixed (byte* start = name)
        {
            return Call(SystemCall.Open, (ulong)start, ReadOnly);
        }
    }

    /// <summary>Writes to the console.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            _ = Call(SystemCall.Write, StandardOutput, (ulong)start, (ulong)text.Length);
        }
    }

    /// <summary>Switches the machine off unless a call succeeded.</summary>
    public static ulong Require(long result, ReadOnlySpan<byte> what)
    {
        if (result < 0)
        {
            Write("linux peer: failed: "u8);
            Write(what);
            Write("\n"u8);
            End();
        }

        return (ulong)result;
    }

    /// <summary>Switches the machine off.</summary>
    public static void End()
    {
        while (true)
        {
            _ = Call(SystemCall.PowerOff, PowerOffFirst, PowerOffSecond, PowerOffCommand);
        }
    }
}
