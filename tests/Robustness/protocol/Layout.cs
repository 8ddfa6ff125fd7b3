// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Robustness;

/// <summary>Numbers that root task, attackers and victims agree on.</summary>
internal static class Layout
{
    /// <summary>Attackers, each in an address space of its own; two and two share a CNode.</summary>
    public const int Attackers = 6;

    /// <summary>Size of their CNodes in slots, as a power of two.</summary>
    public const int CNodeBits = 9;

    /// <summary>Slots of each kind.</summary>
    public const ulong SlotsPerKind = 16;

    /// <summary>First of the slots that are empty at the beginning.</summary>
    public const ulong FirstEmptySlot = (ulong)Kind.Count * SlotsPerKind;

    /// <summary>Where the page with the attackers' records is mapped for all of them and the root task.</summary>
    public const ulong RecordAddress = 0x6000_0000_0000;

    /// <summary>Where on that page it is counted, by label, how often the kernel carried out an invocation.</summary>
    public const ulong AcceptedAddress = RecordAddress + 2048;

    /// <summary>Labels that are counted.</summary>
    public const ulong Labels = 128;

    /// <summary>First port of the range that attackers have.</summary>
    public const ushort FirstPort = 0x1000;

    /// <summary>Last port of this range.</summary>
    public const ushort LastPort = 0x10ff;

    /// <summary>Size of a victim's CNode in slots, as a power of two.</summary>
    public const int VictimCNodeBits = 4;

    /// <summary>Slot of the notification on which a victim waits to be asked.</summary>
    public const ulong VictimQuestion = 1;

    /// <summary>Slot of the notification by which it says that its memory is as it left it.</summary>
    public const ulong VictimIntact = 2;

    /// <summary>Slot of the notification by which it says that it is not.</summary>
    public const ulong VictimDamaged = 3;
}
