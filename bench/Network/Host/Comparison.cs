// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Measures every row of both subjects.</summary>
internal static class Comparison
{
    /// <summary>The rows with their figures.</summary>
    public static IReadOnlyList<Row> Measure(Settings settings)
    {
        var rows = MeasureCaprock([.. Table.Rows], settings);
        if (settings.HasLinux)
        {
            foreach (var program in rows.SelectMany(Table.LinuxPrograms).Distinct().ToList())
            {
                MeasureLinux(rows, settings, program);
            }
        }

        return rows;
    }

    private static List<Row> MeasureCaprock(List<Row> rows, Settings settings)
    {
        using var session = new Session(new CaprockGuest(), settings.IsShort);
        return rows.ConvertAll(row =>
        {
            var cost = Say("caprock", row, session.Measure(row));
            return row with { Caprock = cost.Instructions, CaprockInterrupts = cost.Interrupts };
        });
    }

    private static void MeasureLinux(List<Row> rows, Settings settings, string program)
    {
        using var session = new Session(new LinuxGuest(program), settings.IsShort);
        for (var i = 0; i < rows.Count; i++)
        {
            if (!Table.LinuxPrograms(rows[i]).Contains(program))
            {
                continue;
            }

            var cost = Say($"linux, {program}", rows[i], session.Measure(rows[i]));
            if (rows[i].Linux is null || cost.Instructions < rows[i].Linux)
            {
                rows[i] = rows[i] with { Linux = cost.Instructions, LinuxProgram = program, LinuxInterrupts = cost.Interrupts };
            }
        }
    }

    private static Cost Say(string subject, Row row, Cost cost)
    {
        Console.Error.WriteLine(
            $"{subject}: {row.Kind}, {row.Bytes} bytes, {row.Burst} at once: {cost.Instructions} instructions, {cost.Interrupts / 1000.0} interrupts");
        return cost;
    }
}
