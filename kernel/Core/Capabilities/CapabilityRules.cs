// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Capabilities;

/// <summary>What becomes of a capability when it is copied, given data or stripped of rights, and how two compare.</summary>
public static unsafe class CapabilityRules
{
    /// <summary>What a copy of the capability in <paramref name="slot"/> would be; the null capability where none may exist.</summary>
    /// <remarks>An Untyped with children is refused (RevokeFirst): both copies would hand out the memory behind the watermark.</remarks>
    public static Error Derive(Slot* slot, Capability capability, out Capability derived)
    {
        derived = capability;
        switch (capability.Type)
        {
            case CapabilityType.Zombie:
            case CapabilityType.IrqControl:
                derived = Capability.Null;
                return Error.NoError;
            case CapabilityType.Untyped:
                capability.TryAsUntyped(out UntypedCapability memory);
                return DerivationTree.HasChildren(slot, memory) ? Error.RevokeFirst : Error.NoError;
            default:
                return ArchCapabilities.IsArchitectural(capability.Type)
                    ? ArchCapabilities.Derive(capability, out derived)
                    : Error.NoError;
        }
    }

    /// <summary>The capability with user-given data: a badge where there is none yet, a guard; null when the data does not fit.</summary>
    /// <param name="preserve">The capability is moved and not copied: a badge cannot be given.</param>
    /// <param name="data">Badge, or guard and guard size.</param>
    /// <param name="capability">The capability.</param>
    public static Capability UpdateData(bool preserve, ulong data, Capability capability)
    {
        if (capability.TryAsEndpoint(out EndpointCapability endpoint))
        {
            return preserve || endpoint.Badge != 0 ? Capability.Null : endpoint.WithBadge(data).Value;
        }

        if (capability.TryAsNotification(out NotificationCapability notification))
        {
            return preserve || notification.Badge != 0 ? Capability.Null : notification.WithBadge(data).Value;
        }

        if (capability.TryAsCNode(out CNodeCapability table))
        {
            return WithGuard(table, data);
        }

        return ArchCapabilities.IsArchitectural(capability.Type)
            ? ArchCapabilities.UpdateData(capability, data)
            : capability;
    }

    /// <summary>The capability with no more than the given rights.</summary>
    public static Capability MaskRights(Capability capability, CapRights rights)
    {
        if (capability.TryAsEndpoint(out EndpointCapability endpoint))
        {
            return endpoint
                .WithCanSend(endpoint.CanSend && rights.CanWrite)
                .WithCanReceive(endpoint.CanReceive && rights.CanRead)
                .WithCanGrant(endpoint.CanGrant && rights.CanGrant)
                .WithCanGrantReply(endpoint.CanGrantReply && rights.CanGrantReply)
                .Value;
        }

        if (capability.TryAsNotification(out NotificationCapability notification))
        {
            return notification
                .WithCanSend(notification.CanSend && rights.CanWrite)
                .WithCanReceive(notification.CanReceive && rights.CanRead)
                .Value;
        }

        if (capability.TryAsReply(out ReplyCapability reply))
        {
            return reply.WithCanGrant(reply.CanGrant && rights.CanGrant).Value;
        }

        return ArchCapabilities.IsArchitectural(capability.Type)
            ? ArchCapabilities.MaskRights(capability, rights)
            : capability;
    }

    /// <summary>Whether <paramref name="inner"/> names the object of <paramref name="outer"/> or something made from it.</summary>
    public static bool SameRegionAs(Capability outer, Capability inner)
    {
        switch (outer.Type)
        {
            case CapabilityType.Null:
            case CapabilityType.Zombie:
                return false;
            case CapabilityType.Untyped:
                outer.TryAsUntyped(out UntypedCapability memory);
                return Contains(memory, inner);
            case CapabilityType.Endpoint:
            case CapabilityType.Notification:
            case CapabilityType.Reply:
            case CapabilityType.CNode:
            case CapabilityType.Thread:
            case CapabilityType.SchedContext:
                return inner.Type == outer.Type && inner.ObjectAddress == outer.ObjectAddress;
            case CapabilityType.IrqControl:
                return inner.Type is CapabilityType.IrqControl or CapabilityType.IrqHandler;
            case CapabilityType.IrqHandler:
            case CapabilityType.SchedControl:
            case CapabilityType.DomainSet:
                return inner.Type == outer.Type && inner.Word1 == outer.Word1;
            default:
                return ArchCapabilities.SameRegionAs(outer, inner);
        }
    }

    /// <summary>Whether both name one object: deleting one of them then does not destroy it.</summary>
    /// <remarks>Never so for memory not yet made into objects.</remarks>
    public static bool SameObjectAs(Capability a, Capability b)
    {
        if (a.Type == CapabilityType.Untyped
            || (a.Type == CapabilityType.IrqControl && b.Type == CapabilityType.IrqHandler))
        {
            return false;
        }

        return ArchCapabilities.IsArchitectural(a.Type)
            ? ArchCapabilities.IsArchitectural(b.Type) && ArchCapabilities.SameObjectAs(a, b)
            : SameRegionAs(a, b);
    }

    /// <summary>Whether an object begins inside untyped memory and is not larger than it.</summary>
    /// <remarks>Sizes are powers of two and objects are aligned to them, so one that begins inside lies inside, unless it is
    /// a larger Untyped with the same beginning.</remarks>
    public static bool Contains(UntypedCapability memory, Capability inner)
    {
        if (inner.ObjectAddress - memory.ObjectAddress >= memory.SizeBytes)
        {
            return false;
        }

        return !inner.TryAsUntyped(out UntypedCapability other) || other.SizeBits <= memory.SizeBits;
    }

    private static Capability WithGuard(CNodeCapability table, ulong data)
    {
        ulong size = data & 63;
        if (size + (ulong)table.Radix > Limits.WordBits)
        {
            return Capability.Null;
        }

        ulong guard = (data >> 6) & ((1UL << (int)size) - 1);
        return CNodeCapability.Create(table.ObjectAddress, table.Radix, (int)size, guard).Value;
    }
}
