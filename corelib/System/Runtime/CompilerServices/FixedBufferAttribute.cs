// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The field is a buffer of fixed size.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FixedBufferAttribute(Type elementType, int length) : Attribute
{
    /// <summary>Type of an element.</summary>
    public Type ElementType { get; } = elementType;

    /// <summary>Number of elements.</summary>
    public int Length { get; } = length;
}
