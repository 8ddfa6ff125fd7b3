// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A memory region in an address space: the element map.</summary>
/// <param name="pd">The protection domain.</param>
/// <param name="mr">The memory region.</param>
/// <param name="vaddr">Where it begins.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class MapAttribute(string pd, string mr, ulong vaddr) : Attribute
{
    /// <summary>The protection domain.</summary>
    public string Pd { get; } = pd;

    /// <summary>The memory region.</summary>
    public string Mr { get; } = mr;

    /// <summary>Where it begins.</summary>
    public ulong Vaddr { get; } = vaddr;

    /// <summary>Letters of rwx.</summary>
    public string? Perms { get; set; }

    /// <summary>Whether the processor may cache it.</summary>
    public bool Cached { get; set; }

    /// <summary>Name for the address.</summary>
    public string? SetvarVaddr { get; set; }

    /// <summary>Variable for the size.</summary>
    public string? SetvarSize { get; set; }

    /// <summary>Variable for the length of what it begins with.</summary>
    public string? SetvarPrefillSize { get; set; }
}
