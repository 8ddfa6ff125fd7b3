// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A memory region: the element memory_region.</summary>
/// <param name="name">Its name.</param>
/// <param name="size">Its bytes.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class MemoryRegionAttribute(string name, ulong size = 0) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its bytes.</summary>
    public ulong Size { get; } = size;

    /// <summary>Bytes of its pages.</summary>
    public ulong PageSize { get; set; }

    /// <summary>Its physical address.</summary>
    public ulong PhysAddr { get; set; }

    /// <summary>The file it begins with.</summary>
    public string? PrefillPath { get; set; }

    /// <summary>What of the boot information it begins with.</summary>
    public string? PrefillBootinfo { get; set; }
}
