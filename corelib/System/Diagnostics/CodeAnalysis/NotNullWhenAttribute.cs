// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The argument is not null when the method returns this value.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    /// <summary>The value.</summary>
    public bool ReturnValue { get; } = returnValue;
}
