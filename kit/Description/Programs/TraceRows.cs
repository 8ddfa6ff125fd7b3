// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Programs;

/// <summary>Makes a table in which every entry counts up to the next one.</summary>
internal static class TraceRows
{
    /// <summary>Entries by address: the default value where nothing is known, none that repeats the one before. Of two that overlap the
    /// later one counts from its beginning.</summary>
    public static IEnumerable<(uint Start, T Value)> Join<T>(IEnumerable<TraceRow<T>> rows)
        where T : unmanaged
    {
        IReadOnlyList<TraceRow<T>> sorted = [.. rows.OrderBy(row => row.Start)];
        T current = default;
        for (int index = 0; index < sorted.Count; index++)
        {
            TraceRow<T> row = sorted[index];
            bool isLast = index + 1 == sorted.Count;
            if (!isLast && sorted[index + 1].Start == row.Start)
            {
                continue;
            }

            if (!EqualityComparer<T>.Default.Equals(row.Value, current))
            {
                yield return (row.Start, row.Value);
                current = row.Value;
            }

            if ((isLast || sorted[index + 1].Start > row.End) && !EqualityComparer<T>.Default.Equals(current, default))
            {
                yield return (row.End, default);
                current = default;
            }
        }
    }
}
