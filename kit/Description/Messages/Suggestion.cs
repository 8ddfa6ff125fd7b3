// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Messages;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
public static class Suggestion
{
    /// <summary>Longer names are not compared: the work grows with the product of the lengths.</summary>
    private const int LongestName = 128;

    /// <summary>The candidate closest to a name, null when none is close.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        // In names of one or two letters everything is close to everything.
        int limit = name.Length < 3 ? 0 : name.Length / 3;
        return candidates
            .Where(candidate => candidate.Length <= LongestName && Math.Abs(candidate.Length - name.Length) <= limit)
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>"did you mean 'x'?" when there is something close, otherwise the general advice.</summary>
    public static string Or(string name, IEnumerable<string> candidates, string advice) =>
        Nearest(name, candidates) is string nearest ? $"did you mean '{nearest}'?" : advice;

    /// <summary>Number of letters to insert, remove, replace, or exchange with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        int[,] table = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                table[row, column] = Cell(table, left, right, row, column);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Cell(int[,] table, string left, string right, int row, int column)
    {
        if (row == 0 || column == 0)
        {
            return row + column;
        }

        int replaced = table[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        int best = Math.Min(replaced, 1 + Math.Min(table[row - 1, column], table[row, column - 1]));
        bool isExchange = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isExchange ? Math.Min(best, table[row - 2, column - 2] + 1) : best;
    }
}
