// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>Three values.</summary>
public struct ValueTuple<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
{
    /// <summary>The first value.</summary>
    public T1 Item1 = item1;

    /// <summary>The second value.</summary>
    public T2 Item2 = item2;

    /// <summary>The third value.</summary>
    public T3 Item3 = item3;
}
