// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Support;
using Caprock.User.Text;

namespace Caprock.Bench.Kernel;

/// <summary>Measured times of one operation; the first few, while tables and flags settle, do not count.</summary>
internal struct Samples
{
    /// <summary>Times measured before any counts.</summary>
    public const int WarmUps = 4;

    /// <summary>Times that count.</summary>
    public const int Counted = 16;

    private static ulong overhead;
    private static LineBuffer line;

    private ulong taken;
    private ulong least;
    private ulong most;
    private ulong sum;

    /// <summary>Measures what measuring adds.</summary>
    public static void Calibrate()
    {
        overhead = 0;
        overhead = Measuring.Overhead();
    }

    /// <summary>Adds a time.</summary>
    public void Add(ulong time) => AddDifference(time - overhead);

    /// <summary>Adds the difference of two times, in which what measuring adds is none.</summary>
    public void AddDifference(ulong time)
    {
        taken++;
        if (taken <= WarmUps)
        {
            return;
        }

        least = taken == WarmUps + 1 || time < least ? time : least;
        most = time > most ? time : most;
        sum += time;
    }

    /// <summary>Prints the operation's line: name, least, most, mean.</summary>
    public readonly void Report(scoped ReadOnlySpan<byte> kind, scoped ReadOnlySpan<byte> name) =>
        Report(kind, name, sum / (taken - WarmUps));

    /// <summary>Prints the line of an operation that does not depend on a number.</summary>
    public readonly void Report(scoped ReadOnlySpan<byte> name) => Report("bench"u8, name);

    /// <summary>As Report, for something whose most counts and not its mean.</summary>
    public readonly void ReportMost(scoped ReadOnlySpan<byte> name) => Report("bench"u8, name, most);

    /// <summary>Prints the line of an operation measured at a number of something.</summary>
    public readonly void Report(scoped ReadOnlySpan<byte> name, ulong number)
    {
        Span<byte> buffer = Numbered;
        var text = new TextBuilder(buffer);
        text.Append(name);
        AppendNumber(ref text, number);
        Report("growth"u8, text.Written);
    }

    private readonly void Report(scoped ReadOnlySpan<byte> kind, scoped ReadOnlySpan<byte> name, ulong figure)
    {
        Span<byte> buffer = line;
        var text = new TextBuilder(buffer);
        text.Append(kind);
        text.Append(" "u8);
        text.Append(name);
        AppendNumber(ref text, least);
        AppendNumber(ref text, most);
        AppendNumber(ref text, figure);
        text.Append("\r\n"u8);
        SerialLine.Write(text.Written);
    }

    private static LineBuffer numbered;

    private static Span<byte> Numbered => numbered;

    private static void AppendNumber(ref TextBuilder text, ulong number)
    {
        text.Append(" "u8);
        text.AppendDecimal((long)number);
    }
}
