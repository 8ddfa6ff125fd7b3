// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>How a method is compiled.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class MethodImplAttribute(MethodImplOptions methodImplOptions) : Attribute
{
    /// <summary>The options.</summary>
    public MethodImplOptions Value { get; } = methodImplOptions;
}
