// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics;

/// <summary>What a debugger shows for a value.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DebuggerDisplayAttribute(string? value) : Attribute
{
    /// <summary>The pattern.</summary>
    public string? Value { get; } = value;
}
