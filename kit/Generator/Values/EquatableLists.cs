// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Values;

/// <summary>Makes lists.</summary>
internal static class EquatableLists
{
    /// <summary>All items in a list that compares by its items.</summary>
    public static EquatableList<T> ToEquatableList<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items);
}
