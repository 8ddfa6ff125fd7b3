// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>Two values.</summary>
public struct ValueTuple<T1, T2>(T1 item1, T2 item2)
{
    /// <summary>The first value.</summary>
    public T1 Item1 = item1;

    /// <summary>The second value.</summary>
    public T2 Item2 = item2;
}
