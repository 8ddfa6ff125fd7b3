// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Collections.Generic;

namespace Dafny;

/// <summary>The keys of a map as a set, without a copy; what the specification does with sets of keys is asking and going through them.
/// Everything else turns it into an ordinary set.</summary>
internal sealed class KeySet<T>(object map, T[] keys) : ISet<T>
{
    /// <inheritdoc/>
    public int Count => keys.Length;

    /// <inheritdoc/>
    public long LongCount => keys.Length;

    /// <inheritdoc/>
    public IEnumerable<T> Elements => keys;

    /// <inheritdoc/>
    public IEnumerable<ISet<T>> AllSubsets => Ordinary().AllSubsets;

    /// <inheritdoc/>
    public bool Contains<G>(G item) => Ordinary().Contains(item);

    /// <inheritdoc/>
    public bool EqualsAux(ISet<object> other) => Ordinary().EqualsAux(other);

    /// <inheritdoc/>
    public ISet<U> DowncastClone<U>(Func<T, U> converter) => Ordinary().DowncastClone(converter);

    /// <inheritdoc/>
    public override bool Equals(object other) => (other is KeySet<T> set && ReferenceEquals(map, set.Source)) || Ordinary().Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Ordinary().GetHashCode();

    private object Source => map;

    private ISet<T> Ordinary() => Set<T>.FromCollection(keys);
}
