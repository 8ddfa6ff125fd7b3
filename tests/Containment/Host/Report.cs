// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;

namespace Caprock.Tests.Containment.Host;

/// <summary>The table of all pairings, in Markdown.</summary>
internal static class Report
{
    private const string Begin = "<!-- begin: written by tests/Containment -->";
    private const string End = "<!-- end -->";

    /// <summary>Puts a table between the marks of a page.</summary>
    public static string Insert(string page, string table)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, begin, StringComparison.Ordinal);
        return $"{page[..begin]}\n\n{table}\n{page[end..]}";
    }

    /// <summary>The table, then every effect with its reason.</summary>
    public static string Write(IReadOnlyList<Result> results, string command)
    {
        var components = results.Select(result => result.Component).Distinct().ToList();
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"`{command}`, {Sum(results, result => result.Attempts):N0} attempts, ");
        text.Append(CultureInfo.InvariantCulture, $"{Sum(results, result => result.Faults):N0} of them faults of the attacker, ");
        text.Append(CultureInfo.InvariantCulture, $"{Sum(results, result => result.Refused):N0} refused with an error:\n\n");
        text.AppendLine($"| tried | {string.Join(" | ", components)} |");
        text.AppendLine($"|---|{string.Concat(components.Select(_ => "---|"))}");
        List<string> notes = [];
        foreach (var attack in Attack.All.Select(attack => attack.Title).Distinct().Prepend(Attack.NoWork))
        {
            text.AppendLine(
                $"| {attack} | {string.Join(" | ", components.Select(component => Cell(results, component, attack, notes)))} |");
        }

        text.AppendLine();
        foreach (var (note, index) in notes.Select((note, index) => (note, index)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{index + 1}. {note}");
        }

        return text.ToString();
    }

    private static ulong Sum(IEnumerable<Result> results, Func<Result, ulong> part) =>
        results.Aggregate(0ul, (sum, result) => sum + part(result));

    private static string Cell(IReadOnlyList<Result> results, string component, string attack, List<string> notes)
    {
        var result = results.FirstOrDefault(result => result.Component == component && result.Attack == attack);
        if (result is null)
        {
            return "";
        }

        var attempts = result.Attack == Attack.NoWork ? "" : result.Attempts.ToString("N0", CultureInfo.InvariantCulture);
        var effects = result.Broken.Concat(result.Lost).GroupBy(effect => Inherent.ReasonOf(result, effect) ?? "NOT EXPLAINED");
        var marks = effects.Select(group => Note(Sentence(result, group), notes)).ToList();
        if (result.Seen.Count != 0)
        {
            marks.Add(Note($"It sees the packets in {string.Join(", ", result.Seen)}, which it is given for its work.", notes));
        }

        var all = string.Concat(marks.Select(mark => $" ({mark})"));
        return (result.Broken.Count == 0 ? $"{attempts}{all}" : $"**{attempts}**{all}").Trim();
    }

    /// <summary>Effects with one reason. Who ends depends on the component, but that all below it have no time does not.</summary>
    private static string Sentence(Result result, IGrouping<string, string> effects)
    {
        var isOfAll = effects.Key != "NOT EXPLAINED" && effects.All(effect => effect.StartsWith("time", StringComparison.Ordinal));
        return $"{(isOfAll ? "" : $"`{result.Component}`: ")}{string.Join("; ", effects)}: {effects.Key}.";
    }

    private static int Note(string text, List<string> notes)
    {
        if (!notes.Contains(text))
        {
            notes.Add(text);
        }

        return notes.IndexOf(text) + 1;
    }
}
