// SPDX-License-Identifier: BSD-2-Clause
namespace System.Collections.Generic;

/// <summary>A set that is only looked at.</summary>
public interface IReadOnlySet<T> : IReadOnlyCollection<T>
{
    /// <summary>Whether something is in it.</summary>
    bool Contains(T item);
}
