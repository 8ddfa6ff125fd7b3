// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Verification.Mutants;

/// <summary>What the command line says: [--turns N] [--sample N] [--seed N] [--only NAME] [--table FILE] [NUMBER...].</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];

    public Options(string[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < arguments.Length)
            {
                values[arguments[i]] = arguments[++i];
            }
            else
            {
                Numbers.Add(int.Parse(arguments[i], CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Faults to look for, all without any.</summary>
    public HashSet<int> Numbers { get; } = [];

    /// <summary>Turns of a hunt; each does twice as much as the one before.</summary>
    public int Turns => Number("--turns", 6);

    /// <summary>Turns of the kernel without a fault, which must find nothing.</summary>
    public int SoundTurns => Math.Min(Turns, 4);

    /// <summary>Part of the names of the checks that look for them, empty for all.</summary>
    public string Only => values.GetValueOrDefault("--only", "");

    /// <summary>Where a line of JSON about the result is added.</summary>
    public string? Table => values.GetValueOrDefault("--table");

    /// <summary>The faults to look for: those with a number given, a random sample, or all, in an order of their own.</summary>
    public IReadOnlyList<Mutant> Choose(IReadOnlyList<Mutant> all)
    {
        var random = new Random(Number("--seed", 1));
        var chosen = all.Where(it => it.Equivalence == null && (Numbers.Count == 0 || Numbers.Contains(it.Number))).ToArray();
        random.Shuffle(chosen);
        return chosen[..Math.Min(chosen.Length, Number("--sample", int.MaxValue))];
    }

    private int Number(string name, int otherwise) =>
        values.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
