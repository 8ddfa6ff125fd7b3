// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Measures every row of both subjects.</summary>
internal static class Comparison
{
    /// <summary>The rows with their figures.</summary>
    public static IReadOnlyList<Row> Measure(Settings settings)
    {
        List<Row> rows = [.. Table.Rows.Where(row => settings.Only is null || row.Kind == settings.Only)];
        foreach (var isPaced in rows.Select(IsPaced).Distinct().ToList())
        {
            MeasureCaprock(rows, settings, isPaced);
            List<string> programs = [.. rows.Where(row => IsPaced(row) == isPaced).SelectMany(Table.LinuxPrograms).Distinct()];
            foreach (var program in settings.HasLinux ? programs : [])
            {
                MeasureLinux(rows, settings, program, isPaced);
            }
        }

        // A rate with which Caprock does not keep up has no figure.
        rows.RemoveAll(row => row.Caprock is null);
        return rows;
    }

    private static bool IsPaced(Row row) => row.Kind == Table.Rate;

    private static void MeasureCaprock(List<Row> rows, Settings settings, bool isPaced)
    {
        using var session = new Session(new CaprockGuest(), settings.IsShort, isPaced);
        for (var i = 0; i < rows.Count; i++)
        {
            if (IsPaced(rows[i]) == isPaced && TryMeasure(session, rows[i], out var measured))
            {
                var cost = Say("caprock", rows[i], measured);
                rows[i] = rows[i] with { Caprock = cost.Instructions, CaprockInterrupts = cost.Interrupts };
            }
        }
    }

    private static void MeasureLinux(List<Row> rows, Settings settings, string program, bool isPaced)
    {
        using var session = new Session(new LinuxGuest(program), settings.IsShort, isPaced);
        for (var i = 0; i < rows.Count; i++)
        {
            if (IsPaced(rows[i]) != isPaced || !Table.LinuxPrograms(rows[i]).Contains(program)
                || !TryMeasure(session, rows[i], out var measured))
            {
                continue;
            }

            var cost = Say($"linux, {program}", rows[i], measured);
            if (rows[i].Linux is null || cost.Instructions < rows[i].Linux)
            {
                rows[i] = rows[i] with { Linux = cost.Instructions, LinuxProgram = program, LinuxInterrupts = cost.Interrupts };
            }
        }
    }

    /// <summary>Measures; false when the guest does not keep up with the rate.</summary>
    private static bool TryMeasure(Session session, Row row, out Cost cost)
    {
        try
        {
            cost = session.Measure(row);
            return true;
        }
        catch (OverloadException)
        {
            cost = default!;
            return false;
        }
    }

    private static Cost Say(string subject, Row row, Cost cost)
    {
        Console.Error.WriteLine(
            $"{subject}: {row.Kind}, {row.Bytes} bytes, {row.Burst} {(IsPaced(row) ? "a second" : "at once")}: {cost.Instructions} "
                + $"instructions, {cost.Interrupts / 1000.0} interrupts");
        return cost;
    }
}
