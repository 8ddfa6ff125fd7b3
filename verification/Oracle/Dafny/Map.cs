// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Collections.Generic;
using System.Linq;

namespace Dafny;

/// <summary>Maps of the specification, in the place of those of Dafny's own runtime library: for few entries, arrays ordered by the
/// keys' hashes are copied faster than trees, and two maps of which one was made from the other are compared by references.</summary>
public sealed class Map<U, V> : IMap<U, V>
{
    /// <summary>The map without entries.</summary>
    public static readonly Map<U, V> Empty = new([], [], []);

    private static readonly TypeDescriptor<IMap<U, V>> Descriptor = new(Empty);

    private readonly int[] hashes;
    private readonly U[] keys;
    private readonly V[] values;

    private Map(int[] hashes, U[] keys, V[] values)
    {
        this.hashes = hashes;
        this.keys = keys;
        this.values = values;
    }

    /// <inheritdoc/>
    public int Count => keys.Length;

    /// <inheritdoc/>
    public long LongCount => keys.Length;

    /// <summary>Keys in the order of their hashes.</summary>
    public ReadOnlySpan<U> KeyList => keys;

    /// <summary>Values in the order of their keys.</summary>
    public ReadOnlySpan<V> ValueList => values;

    /// <summary>Hashes of the keys, ascending.</summary>
    public ReadOnlySpan<int> HashList => hashes;

    /// <inheritdoc/>
    public ISet<U> Keys => new KeySet<U>(this, keys);

    /// <inheritdoc/>
    public ISet<V> Values => Set<V>.FromCollection(values);

    /// <inheritdoc/>
    public IEnumerable<IPair<U, V>> ItemEnumerable
    {
        get
        {
            for (int i = 0; i < keys.Length; i++)
            {
                yield return new Pair<U, V>(keys[i], values[i]);
            }
        }
    }

    public static TypeDescriptor<IMap<U, V>> _TypeDescriptor() => Descriptor;

    public static Map<U, V> FromElements(params IPair<U, V>[] pairs) => FromCollection(pairs);

    public static Map<U, V> FromCollection(IEnumerable<IPair<U, V>> pairs)
    {
        Map<U, V> map = Empty;
        foreach (IPair<U, V> pair in pairs)
        {
            map = map.With(pair.Car, pair.Cdr);
        }

        return map;
    }

    public static Map<U, V> FromIMap(IMap<U, V> map) => map as Map<U, V> ?? FromCollection(map.ItemEnumerable);

    public static V Select(IMap<U, V> map, U key)
    {
        Map<U, V> it = FromIMap(map);
        int place = it.Find(key, HashOf(key));
        return place >= 0 ? it.values[place] : throw new KeyNotFoundException();
    }

    public static IMap<U, V> Update(IMap<U, V> map, U key, V value) => FromIMap(map).With(key, value);

    public static IMap<U, V> Merge(IMap<U, V> map, IMap<U, V> other)
    {
        Map<U, V> merged = FromIMap(map);
        Map<U, V> more = FromIMap(other);
        for (int i = 0; i < more.keys.Length; i++)
        {
            merged = merged.With(more.keys[i], more.values[i]);
        }

        return merged;
    }

    public static IMap<U, V> Subtract(IMap<U, V> map, ISet<U> keys)
    {
        Map<U, V> rest = FromIMap(map);
        foreach (U key in keys.Elements)
        {
            rest = rest.Without(key);
        }

        return rest;
    }

    public static ISet<_System._ITuple2<U, V>> Items(IMap<U, V> map) =>
        Set<_System._ITuple2<U, V>>.FromCollection(map.ItemEnumerable.Select(pair => _System.Tuple2<U, V>.create(pair.Car, pair.Cdr)));

    /// <summary>Whether both have the same keys because one was made from the other by changing values.</summary>
    public bool SharesKeysWith(Map<U, V> other) => ReferenceEquals(keys, other.keys);

    /// <inheritdoc/>
    public bool Contains(U key) => Find(key, HashOf(key)) >= 0;

    /// <inheritdoc/>
    public bool EqualsObjObj(IMap<object, object> other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public IMap<UU, VV> DowncastClone<UU, VV>(Func<U, UU> keyConverter, Func<V, VV> valueConverter) => this is IMap<UU, VV> same
        ? same
        : Map<UU, VV>.FromCollection(ItemEnumerable.Select(pair => new Pair<UU, VV>(keyConverter(pair.Car), valueConverter(pair.Cdr))));

    /// <inheritdoc/>
    public override bool Equals(object other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not Map<U, V> map || map.keys.Length != keys.Length)
        {
            return false;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            int place = map.Find(keys[i], hashes[i]);
            if (place < 0 || !object.Equals(values[i], map.values[place]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int sum = 1;
        for (int i = 0; i < keys.Length; i++)
        {
            sum += HashCode.Combine(hashes[i], values[i]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        "map[" + string.Join(", ", ItemEnumerable.Select(pair => Helpers.ToString(pair.Car) + " := " + Helpers.ToString(pair.Cdr))) + "]";

    private static int HashOf(U key) => key == null ? 0 : key.GetHashCode();

    private static T[] Inserted<T>(T[] array, int place, T item)
    {
        var longer = new T[array.Length + 1];
        Array.Copy(array, longer, place);
        longer[place] = item;
        Array.Copy(array, place, longer, place + 1, array.Length - place);
        return longer;
    }

    private static T[] Removed<T>(T[] array, int place)
    {
        var shorter = new T[array.Length - 1];
        Array.Copy(array, shorter, place);
        Array.Copy(array, place + 1, shorter, place, shorter.Length - place);
        return shorter;
    }

    private Map<U, V> With(U key, V value)
    {
        int hash = HashOf(key);
        int place = Find(key, hash);
        if (place >= 0)
        {
            var changed = (V[])values.Clone();
            changed[place] = value;
            return new Map<U, V>(hashes, keys, changed);
        }

        return new Map<U, V>(Inserted(hashes, ~place, hash), Inserted(keys, ~place, key), Inserted(values, ~place, value));
    }

    private Map<U, V> Without(U key)
    {
        int place = Find(key, HashOf(key));
        return place < 0 ? this : new Map<U, V>(Removed(hashes, place), Removed(keys, place), Removed(values, place));
    }

    /// <summary>Place of a key, the complement of where it would be when it is not there.</summary>
    private int Find(U key, int hash)
    {
        int low = 0;
        int high = hashes.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (hashes[middle] < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < hashes.Length && hashes[low] == hash; low++)
        {
            if (EqualityComparer<U>.Default.Equals(keys[low], key))
            {
                return low;
            }
        }

        return ~low;
    }
}
