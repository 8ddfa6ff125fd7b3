// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of slots and of the derivation tree.</summary>
internal static unsafe class SlotInvariants
{
    /// <summary>Checks a slot that holds a capability.</summary>
    public static void Check(Slot* slot, ref InvariantReport report)
    {
        Slot* next = Slot.Next(slot);
        report.Require(!Slot.IsEmpty(slot), "only capabilities are in the derivation tree"u8, slot);
        report.Require(next == null || Slot.Previous(next) == slot, "the derivation list is linked both ways"u8, slot);
        if (Slot.Load(slot).TryAsUntyped(out UntypedCapability memory))
        {
            CheckMemory(slot, memory, ref report);
        }
    }

    private static void CheckMemory(Slot* slot, UntypedCapability memory, ref InvariantReport report)
    {
        report.Require(memory.FreeOffset <= memory.SizeBytes, "the watermark lies inside the memory"u8, slot);
        for (Slot* child = Slot.Next(slot); child != null && DerivationTree.IsParentOf(slot, child); child = Slot.Next(child))
        {
            ulong offset = Slot.Load(child).ObjectAddress - memory.ObjectAddress;
            report.Require(offset < memory.FreeOffset, "no object lies in free memory"u8, child);
        }
    }
}
