// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 64-bit floating-point number; arithmetic on it needs a processor with floating point on.</summary>
public readonly struct Double
{
#pragma warning disable CS0169 // The compiler knows this field as the value itself.
    private readonly double _value;
#pragma warning restore CS0169
}
