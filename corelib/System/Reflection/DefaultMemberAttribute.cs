// SPDX-License-Identifier: BSD-2-Clause
namespace System.Reflection;

/// <summary>Names the member that an indexer compiles to.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class DefaultMemberAttribute(string memberName) : Attribute
{
    /// <summary>The name.</summary>
    public string MemberName { get; } = memberName;
}
