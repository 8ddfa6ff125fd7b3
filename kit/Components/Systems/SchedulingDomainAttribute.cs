// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A scheduling domain: the element domain.</summary>
/// <param name="name">Its name.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class SchedulingDomainAttribute(string name) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its number.</summary>
    public uint Id { get; set; }
}
