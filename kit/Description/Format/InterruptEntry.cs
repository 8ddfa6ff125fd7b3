// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>An interrupt and the notification it signals.</summary>
public struct InterruptEntry
{
    /// <summary>The handler.</summary>
    public uint Object;

    /// <summary>Notification that is signalled.</summary>
    public uint Notification;

    /// <summary>Badge of the signal.</summary>
    public ulong Badge;

    /// <summary>Vector, counted from the first one user level may use.</summary>
    public uint Vector;

    /// <summary>1 for a message of a PCI device, 0 for a pin of an I/O APIC.</summary>
    public uint IsMessage;

    /// <summary>I/O APIC, or bus of the device.</summary>
    public uint IoApicOrBus;

    /// <summary>Pin, or number of the device.</summary>
    public uint PinOrDevice;

    /// <summary>1 for level and 0 for edge, or function of the device.</summary>
    public uint IsLevelOrFunction;

    /// <summary>1 for active low and 0 for active high, or data of the message.</summary>
    public uint IsLowOrHandle;

    /// <summary>Protection domain that has it.</summary>
    public uint Domain;

    /// <summary>Zero.</summary>
    public uint Reserved;
}
