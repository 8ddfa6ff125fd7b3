// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The structure is its one field, repeated.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class InlineArrayAttribute(int length) : Attribute
{
    /// <summary>How often.</summary>
    public int Length { get; } = length;
}
