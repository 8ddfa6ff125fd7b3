// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Which overload the compiler prefers.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property)]
public sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    /// <summary>Higher is preferred.</summary>
    public int Priority { get; } = priority;
}
