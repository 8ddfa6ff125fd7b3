// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>Names a method in compiled code.</summary>
public readonly struct RuntimeMethodHandle
{
#pragma warning disable CS0169, IDE0051 // The code generator writes the field.
    private readonly nint _value;
#pragma warning restore CS0169, IDE0051
}
