// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Mutants;

/// <summary>The list of faults, mutants.txt: groups of lines, "FILE: description", "- original", "+ mutated", and "= why" for one that
/// changes nothing that anybody could see.</summary>
internal static class MutantTable
{
    private const int LinesOfEntry = 3;

    /// <summary>Reads the table; \n in an entry stands for the end of a line.</summary>
    public static IReadOnlyList<Mutant> Read(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#')];
        var mutants = new List<Mutant>();
        for (int i = 0; i + LinesOfEntry <= lines.Length; i += LinesOfEntry)
        {
            int colon = lines[i].IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || !lines[i + 1].StartsWith("- ", StringComparison.Ordinal) || !lines[i + 2].StartsWith('+'))
            {
                throw new InvalidDataException($"{path}: no entry: {lines[i]}");
            }

            bool isEquivalent = i + LinesOfEntry < lines.Length && lines[i + LinesOfEntry].StartsWith("= ", StringComparison.Ordinal);
            mutants.Add(new Mutant(
                mutants.Count + 1, lines[i][..colon], lines[i][(colon + 2)..], Text(lines[i + 1]), Text(lines[i + 2]),
                isEquivalent ? lines[i + LinesOfEntry][2..] : null));
            i += isEquivalent ? 1 : 0;
        }

        return mutants;
    }

    private static string Text(string line) => line.Length < 2 ? "" : line[2..].Replace("\\n", "\n", StringComparison.Ordinal);
}
