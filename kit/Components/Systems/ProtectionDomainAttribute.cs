// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A protection domain: the elements protection_domain and program_image.</summary>
/// <param name="name">Its name.</param>
/// <param name="program">The ELF file it runs.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProtectionDomainAttribute(string name, string program) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The ELF file it runs.</summary>
    public string Program { get; } = program;

    /// <summary>0 to 254; higher runs first.</summary>
    public uint Priority { get; set; }

    /// <summary>Microseconds it may use in a period.</summary>
    public ulong Budget { get; set; }

    /// <summary>Microseconds of a period.</summary>
    public ulong Period { get; set; }

    /// <summary>Whether it runs on the time of its callers.</summary>
    public bool Passive { get; set; }

    /// <summary>Bytes of its stack.</summary>
    public ulong StackSize { get; set; }

    /// <summary>Its core.</summary>
    public uint Cpu { get; set; }

    /// <summary>Whether it may use floating point.</summary>
    public bool Fpu { get; set; }

    /// <summary>Its scheduling domain.</summary>
    public string? Domain { get; set; }

    /// <summary>Bytes for its objects.</summary>
    public ulong ArenaSize { get; set; }

    /// <summary>Its parent.</summary>
    public string? Parent { get; set; }

    /// <summary>By which number the parent refers to it.</summary>
    public uint Id { get; set; }

    /// <summary>Name for this number.</summary>
    public string? SetvarId { get; set; }

    /// <summary>The ELF file whose symbols count.</summary>
    public string? PathForSymbols { get; set; }
}
