// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Checking;

/// <summary>Finds what may be there only once.</summary>
internal static class Duplicates
{
    /// <summary>Every item whose key an earlier one in the file has, with that one.</summary>
    public static IEnumerable<(T Item, T First)> Find<T, TKey>(
        IEnumerable<T> items, Func<T, TKey> key, Func<T, SourcePosition> position, DiagnosticList diagnostics)
        where TKey : notnull
    {
        Dictionary<TKey, T> known = [];
        foreach (T item in items.Where(item => !diagnostics.IsDoubtful(position(item))).OrderBy(position))
        {
            if (!known.TryAdd(key(item), item))
            {
                yield return (item, known[key(item)]);
            }
        }
    }
}
