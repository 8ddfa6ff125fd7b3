// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A value that can be compared for equality.</summary>
public interface IEquatable<T>
    where T : allows ref struct
{
    /// <summary>Whether another value equals this one.</summary>
    bool Equals(T? other);
}
