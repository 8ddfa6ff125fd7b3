// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics;

/// <summary>Calls are compiled only where a symbol is defined.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConditionalAttribute(string conditionString) : Attribute
{
    /// <summary>The symbol.</summary>
    public string ConditionString { get; } = conditionString;
}
