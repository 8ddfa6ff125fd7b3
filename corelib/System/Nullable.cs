// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A value or none.</summary>
public partial struct Nullable<T>
    where T : struct
{
    private readonly bool hasValue;
    private T value;

    /// <summary>Wraps a value.</summary>
    public Nullable(T value)
    {
        this.value = value;
        hasValue = true;
    }

    /// <summary>Whether there is a value.</summary>
    public readonly bool HasValue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => hasValue;
    }

    /// <summary>The value; without one the program ends.</summary>
    public readonly T Value
    {
        get
        {
            if (!hasValue)
            {
                Panic.NoValue();
            }

            return value;
        }
    }

    /// <summary>The value, or zero bits without one.</summary>
    public readonly T GetValueOrDefault() => value;

    /// <summary>The value, or another one without.</summary>
    public readonly T GetValueOrDefault(T defaultValue) => hasValue ? value : defaultValue;

    /// <summary>Wraps a value.</summary>
    public static implicit operator T?(T value) => new T?(value);

    /// <summary>Unwraps the value.</summary>
    public static explicit operator T(T? value) => value!.Value;
}
