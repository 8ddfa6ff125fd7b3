// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>Members of collections that this framework lacks.</summary>
internal static class CollectionExtensions
{
    extension<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
    {
        /// <summary>Adds a value; false when the key is there.</summary>
        public bool TryAdd(TKey key, TValue value)
        {
            if (dictionary.ContainsKey(key))
            {
                return false;
            }

            dictionary.Add(key, value);
            return true;
        }

        /// <summary>The value of a key, or the type's default.</summary>
        public TValue? GetValueOrDefault(TKey key) => dictionary.TryGetValue(key, out TValue? value) ? value : default;
    }

    extension<T>(Queue<T> queue)
    {
        /// <summary>Takes the first; false when there is none.</summary>
        public bool TryDequeue([NotNullWhen(true)] out T? item)
        {
            item = queue.Count == 0 ? default : queue.Dequeue();
            return item is not null;
        }
    }

    extension<T>(Stack<T> stack)
    {
        /// <summary>Takes the last; false when there is none.</summary>
        public bool TryPop([NotNullWhen(true)] out T? item)
        {
            item = stack.Count == 0 ? default : stack.Pop();
            return item is not null;
        }

        /// <summary>Looks at the last; false when there is none.</summary>
        public bool TryPeek([NotNullWhen(true)] out T? item)
        {
            item = stack.Count == 0 ? default : stack.Peek();
            return item is not null;
        }
    }

    extension<T>(IEnumerable<T> items)
    {
        /// <summary>All of them as a set.</summary>
        public ReadableSet<T> ToHashSet() => new(items);
    }
}
