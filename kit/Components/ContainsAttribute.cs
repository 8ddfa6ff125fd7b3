// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Says what lies in a memory region: a structure, or as many as fit when the type is an array.</summary>
/// <param name="region">The region's name in the description, or the name that it has in C#.</param>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class ContainsAttribute<T>(string region) : Attribute
{
    /// <summary>The memory region.</summary>
    public string Region { get; } = region;
}
