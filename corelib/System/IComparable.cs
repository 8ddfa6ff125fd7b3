// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A value that has an order.</summary>
public interface IComparable<in T>
    where T : allows ref struct
{
    /// <summary>Negative if this value comes before the other, positive if after, zero if neither.</summary>
    int CompareTo(T? other);
}
