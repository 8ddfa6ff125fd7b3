// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.InteropServices;

/// <summary>Where in the structure a field lies.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FieldOffsetAttribute(int offset) : Attribute
{
    /// <summary>Bytes from the start.</summary>
    public int Value { get; } = offset;
}
