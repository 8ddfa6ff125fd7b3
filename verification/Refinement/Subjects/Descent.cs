// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>What the flags and capabilities of slots in a derivation list say about who descends from whom.</summary>
/// <remarks>Written without the kernel's own comparison, so that a mistake there shows.</remarks>
internal static unsafe class Descent
{
    private const ulong RevocableFlag = 1;
    private const ulong FirstBadgedFlag = 2;

    /// <summary>Whether a slot may have children.</summary>
    public static bool IsRevocable(Slot* slot) => (slot->NextWord & RevocableFlag) != 0;

    /// <summary>Whether the capability in a later slot of a list descends from that in an earlier one.</summary>
    public static bool IsBetween(Slot* ancestor, Slot* slot)
    {
        if (!IsRevocable(ancestor))
        {
            return false;
        }

        Capability outer = Slot.Load(ancestor);
        Capability inner = Slot.Load(slot);
        return Covers(outer, inner) && AgreesOnBadge(outer, inner, (slot->NextWord & FirstBadgedFlag) != 0);
    }

    private static bool AgreesOnBadge(Capability outer, Capability inner, bool isFirstBadged) =>
        outer.Type is not (CapabilityType.Endpoint or CapabilityType.Notification)
        || outer.Word1 == 0
        || (outer.Word1 == inner.Word1 && !isFirstBadged);

    private static bool Covers(Capability outer, Capability inner)
    {
        if (outer.TryAsUntyped(out UntypedCapability memory))
        {
            return IsInside(memory, inner);
        }

        return outer.Type switch
        {
            CapabilityType.Zombie => false,
            CapabilityType.IrqControl => inner.Type is CapabilityType.IrqControl or CapabilityType.IrqHandler,
            CapabilityType.AsidControl => inner.Type is CapabilityType.AsidControl or CapabilityType.AsidPool,
            CapabilityType.IoPortControl => inner.Type is CapabilityType.IoPortControl or CapabilityType.IoPort,
            CapabilityType.IrqHandler or CapabilityType.SchedControl or CapabilityType.DomainSet or CapabilityType.IoPort =>
                inner.Type == outer.Type && inner.Word1 == outer.Word1,
            _ => inner.Type == outer.Type && inner.ObjectAddress == outer.ObjectAddress,
        };
    }

    private static bool IsInside(UntypedCapability memory, Capability inner)
    {
        ulong end = memory.ObjectAddress + (1UL << memory.SizeBits);
        bool isInside = inner.ObjectAddress >= memory.ObjectAddress && inner.ObjectAddress < end;
        return isInside && (!inner.TryAsUntyped(out UntypedCapability part) || part.SizeBits <= memory.SizeBits);
    }
}
