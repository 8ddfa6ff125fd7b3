// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Block.Host;

/// <summary>Measures every row of both subjects, and writes the figures as JSON.</summary>
internal static class Program
{
    private const ulong AreaMebibytes = 64;

    private static readonly Row[] s_rows =
    [
        new('a', "random read of 4 KiB, one at a time", 2048, "a"),
        new('b', "random read of 4 KiB, 16 at once", 4096, "b"),
        new('c', "MiB read in order", AreaMebibytes, "cC"),
        new('d', "random write of 4 KiB with a flush, one at a time", 512, "d"),
        new('e', "MiB written in order, with a flush at the end", AreaMebibytes, "eE"),
    ];

    /// <summary>Arguments: --json FILE, and --caprock-only.</summary>
    private static int Main(string[] arguments)
    {
        try
        {
            var rows = s_rows.ToArray();
            MeasureCaprock(rows);
            if (!arguments.Contains("--caprock-only"))
            {
                MeasureLinux(rows);
            }

            var place = Array.IndexOf(arguments, "--json");
            RowFile.Write(place < 0 ? null : arguments[place + 1], rows);
            return 0;
        }
        catch (Exception problem) when (problem is BenchException or GuestException or HostToolException)
        {
            Console.Error.WriteLine($"block bench: {problem.Message}");
            return 1;
        }
    }

    private static void MeasureCaprock(Row[] rows)
    {
        using var subject = Subjects.Caprock();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = rows[i] with { Caprock = Say("caprock", rows[i], subject.Measure(rows[i].Kind)) };
        }
    }

    private static void MeasureLinux(Row[] rows)
    {
        using var subject = Subjects.Linux();
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var kind in rows[i].LinuxKinds)
            {
                var cost = Say($"linux, {kind}", rows[i], subject.Measure(kind));
                rows[i] = rows[i] with { Linux = Math.Min(cost, rows[i].Linux ?? ulong.MaxValue) };
            }
        }
    }

    private static ulong Say(string subject, Row row, ulong instructions)
    {
        var cost = (instructions + (row.Units / 2)) / row.Units;
        Console.Error.WriteLine($"{subject}: {row.Title}: {cost} instructions");
        return cost;
    }
}
