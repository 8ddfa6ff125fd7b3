// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Checking;

/// <summary>Finds ranges that share an address.</summary>
internal static class Overlaps
{
    /// <summary>Where everything overlaps, more than this about one range would only hide the rest.</summary>
    private const int MostOthers = 3;

    /// <summary>Every range with those that begin before it and reach into it. No range reaches the end of the 64-bit space.</summary>
    public static IEnumerable<(T Item, T Other)> Find<T>(IEnumerable<T> items, Func<T, ulong> start, Func<T, ulong> size)
        where T : class
    {
        List<T> reaching = [];
        foreach (T item in items.OrderBy(start))
        {
            reaching.RemoveAll(other => start(other) + size(other) <= start(item));
            foreach (T other in reaching.Take(MostOthers))
            {
                yield return (item, other);
            }

            reaching.Add(item);
        }
    }
}
