// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A range of I/O ports: the element ioport.</summary>
/// <param name="pd">The protection domain.</param>
/// <param name="id">Its identifier.</param>
/// <param name="addr">The first port.</param>
/// <param name="size">How many.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class IoPortAttribute(string pd, uint id, uint addr, uint size) : Attribute
{
    /// <summary>The protection domain.</summary>
    public string Pd { get; } = pd;

    /// <summary>Its identifier.</summary>
    public uint Id { get; } = id;

    /// <summary>The first port.</summary>
    public uint Addr { get; } = addr;

    /// <summary>How many.</summary>
    public uint Size { get; } = size;

    /// <summary>Name for the identifier.</summary>
    public string? SetvarId { get; set; }

    /// <summary>Variable for the first port.</summary>
    public string? SetvarAddr { get; set; }
}
