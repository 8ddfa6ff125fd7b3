// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Names of a tuple's elements.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class TupleElementNamesAttribute : Attribute
{
    /// <summary>Records the names.</summary>
    public TupleElementNamesAttribute(string?[] transformNames) => _ = transformNames;
}
