// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Says what builds the results of async methods.</summary>
/// <param name="builderType">The builder.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate | AttributeTargets.Enum
    | AttributeTargets.Method)]
public sealed class AsyncMethodBuilderAttribute(Type builderType) : Attribute
{
    /// <summary>The builder.</summary>
    public Type BuilderType { get; } = builderType;
}
