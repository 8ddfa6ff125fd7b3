// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>
/// Samples of one figure, in ticks less what reading the clock takes. With QEMU counting instructions, ticks follow these.
/// </summary>
internal static class Samples
{
    private const int WarmUp = 4;
    private const int Wanted = 32;

    private static ulong overhead;
    private static ulong least;
    private static ulong most;
    private static ulong sum;
    private static int count;

    /// <summary>Whether more are to be taken.</summary>
    public static bool AreWanted => count < WarmUp + Wanted;

    /// <summary>Measures what reading the clock takes.</summary>
    public static void Calibrate()
    {
        overhead = ulong.MaxValue;
        for (var i = 0; i < Wanted; i++)
        {
            var start = Kernel.ReadTicks();
            overhead = Math.Min(overhead, Kernel.ReadTicks() - start);
        }
    }

    /// <summary>Begins a figure.</summary>
    public static void Begin()
    {
        least = ulong.MaxValue;
        most = 0;
        sum = 0;
        count = 0;
    }

    /// <summary>Adds a sample; the first few do not count.</summary>
    public static void Add(ulong ticks)
    {
        if (count >= WarmUp)
        {
            var value = ticks - overhead;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            sum += value;
        }

        count++;
    }

    /// <summary>Prints the figure's line: least, most, mean.</summary>
    public static void Print(ReadOnlySpan<byte> name)
    {
        SerialLine.Write("bench "u8);
        SerialLine.Write(name);
        SerialLine.WriteNumber(least);
        SerialLine.WriteNumber(most);
        SerialLine.WriteNumber(sum / Wanted);
        SerialLine.Write("\r\n"u8);
    }
}
