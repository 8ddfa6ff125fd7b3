// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The method does not return if the argument has this value.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DoesNotReturnIfAttribute(bool parameterValue) : Attribute
{
    /// <summary>The value.</summary>
    public bool ParameterValue { get; } = parameterValue;
}
