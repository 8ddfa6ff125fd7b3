// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A memory region in a device's address space: the element iomap.</summary>
/// <param name="space">The address space.</param>
/// <param name="mr">The memory region.</param>
/// <param name="iovaddr">Where the device finds it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class IoMapAttribute(string space, string mr, ulong iovaddr) : Attribute
{
    /// <summary>The address space.</summary>
    public string Space { get; } = space;

    /// <summary>The memory region.</summary>
    public string Mr { get; } = mr;

    /// <summary>Where the device finds it.</summary>
    public ulong Iovaddr { get; } = iovaddr;

    /// <summary>Letters of rw.</summary>
    public string? Perms { get; set; }
}
