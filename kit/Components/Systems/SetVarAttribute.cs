// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A variable that gets a physical address: the element setvar.</summary>
/// <param name="pd">The protection domain.</param>
/// <param name="symbol">The variable.</param>
/// <param name="regionPaddr">The memory region.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class SetVarAttribute(string pd, string symbol, string regionPaddr) : Attribute
{
    /// <summary>The protection domain.</summary>
    public string Pd { get; } = pd;

    /// <summary>The variable.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>The memory region.</summary>
    public string RegionPaddr { get; } = regionPaddr;
}
