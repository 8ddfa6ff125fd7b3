// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>An interrupt: the element irq.</summary>
/// <param name="pd">The protection domain.</param>
/// <param name="id">The channel identifier.</param>
/// <param name="vector">The vector.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class IrqAttribute(string pd, uint id, uint vector) : Attribute
{
    /// <summary>The protection domain.</summary>
    public string Pd { get; } = pd;

    /// <summary>The channel identifier.</summary>
    public uint Id { get; } = id;

    /// <summary>The vector.</summary>
    public uint Vector { get; } = vector;

    /// <summary>Name for the identifier.</summary>
    public string? SetvarId { get; set; }

    /// <summary>Pin of the I/O APIC.</summary>
    public uint Pin { get; set; }

    /// <summary>Number of the I/O APIC.</summary>
    public uint Ioapic { get; set; }

    /// <summary>edge or level.</summary>
    public string? Trigger { get; set; }

    /// <summary>low or high.</summary>
    public string? Polarity { get; set; }

    /// <summary>The device, as bus:device.function.</summary>
    public string? Pcidev { get; set; }

    /// <summary>Value in the data of its message.</summary>
    public uint Handle { get; set; }
}
