// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>Capabilities of the kernel as words: a tag and five fields.</summary>
internal static unsafe class CapabilityRecords
{
    /// <summary>Writes a capability; addresses become physical ones.</summary>
    public static void Write(StateRecords records, Capability capability, ulong memory)
    {
        ulong address = capability.ObjectAddress - memory;
        switch (capability.Type)
        {
            case CapabilityType.Untyped:
                capability.TryAsUntyped(out UntypedCapability untyped);
                Put(records, CapabilityTag.Untyped, address, (ulong)untyped.SizeBits, Bit(untyped.IsDevice), untyped.FreeOffset);
                break;
            case CapabilityType.Endpoint:
                capability.TryAsEndpoint(out EndpointCapability endpoint);
                ulong rights = Bit(endpoint.CanSend) | (Bit(endpoint.CanReceive) << 1) | (Bit(endpoint.CanGrant) << 2)
                    | (Bit(endpoint.CanGrantReply) << 3);
                Put(records, CapabilityTag.Endpoint, address, endpoint.Badge, rights);
                break;
            case CapabilityType.Notification:
                capability.TryAsNotification(out NotificationCapability notification);
                Put(records, CapabilityTag.Notification, address, notification.Badge,
                    Bit(notification.CanSend) | (Bit(notification.CanReceive) << 1));
                break;
            case CapabilityType.Reply:
                capability.TryAsReply(out ReplyCapability reply);
                Put(records, CapabilityTag.Reply, address, Bit(reply.CanGrant));
                break;
            case CapabilityType.CNode:
                capability.TryAsCNode(out CNodeCapability node);
                Put(records, CapabilityTag.CNode, address, (ulong)node.Radix, (ulong)node.GuardSize, node.Guard);
                break;
            case CapabilityType.Thread:
                Put(records, CapabilityTag.Thread, address);
                break;
            case CapabilityType.SchedContext:
                capability.TryAsSchedContext(out SchedContextCapability context);
                Put(records, CapabilityTag.SchedContext, address, (ulong)context.SizeBits);
                break;
            case CapabilityType.Zombie:
                capability.TryAsZombie(out ZombieCapability zombie);
                Put(records, CapabilityTag.Zombie, address, Bit(zombie.IsThread),
                    zombie.IsThread ? 0 : (ulong)zombie.Radix, zombie.Remaining);
                break;
            case CapabilityType.Frame:
                capability.TryAsFrame(out FrameCapability frame);
                WriteFrame(records, address, frame);
                break;
            default:
                WriteOther(records, capability, address);
                break;
        }
    }

    /// <summary>Size of a frame as a power of two.</summary>
    public static ulong BitsOf(FrameSizeClass size) => size switch
    {
        FrameSizeClass.Small => 12,
        FrameSizeClass.Large => 21,
        _ => 30,
    };

    private static void WriteFrame(StateRecords records, ulong address, FrameCapability frame)
    {
        ulong rights = frame.Rights switch { VmRights.ReadWrite => 2, VmRights.ReadOnly => 1, _ => 0 };
        bool isMapped = frame.MapType != FrameMapType.None;
        Put(records, CapabilityTag.Frame, address, BitsOf(frame.SizeClass) | (Bit(frame.IsDevice) << 8) | (rights << 9),
            Bit(isMapped), isMapped ? frame.MappedAsid : 0, isMapped ? frame.MappedAddress : 0);
    }

    private static void WriteOther(StateRecords records, Capability capability, ulong address)
    {
        switch (capability.Type)
        {
            case CapabilityType.SchedControl:
                capability.TryAsSchedControl(out SchedControlCapability control);
                Put(records, CapabilityTag.SchedControl, (ulong)control.Core);
                break;
            case CapabilityType.IrqControl:
                Put(records, CapabilityTag.IrqControl);
                break;
            case CapabilityType.IrqHandler:
                Put(records, CapabilityTag.IrqHandler, capability.Word1);
                break;
            case CapabilityType.DomainSet:
                Put(records, CapabilityTag.DomainSet);
                break;
            case CapabilityType.PageTable:
                capability.TryAsPageTable(out PageTableCapability table);
                Put(records, CapabilityTag.Table, address, 0, Bit(table.IsMapped), table.IsMapped ? table.MappedAsid : 0,
                    table.IsMapped ? table.MappedAddress : 0);
                break;
            case CapabilityType.PageDirectory:
                capability.TryAsPageDirectory(out PageDirectoryCapability directory);
                Put(records, CapabilityTag.Table, address, 1, Bit(directory.IsMapped), directory.IsMapped ? directory.MappedAsid : 0,
                    directory.IsMapped ? directory.MappedAddress : 0);
                break;
            case CapabilityType.PageDirectoryPointerTable:
                capability.TryAsPageDirectoryPointerTable(out PageDirectoryPointerTableCapability third);
                Put(records, CapabilityTag.Table, address, 2, Bit(third.IsMapped), third.IsMapped ? third.MappedAsid : 0,
                    third.IsMapped ? third.MappedAddress : 0);
                break;
            case CapabilityType.Pml4:
                capability.TryAsPml4(out Pml4Capability root);
                Put(records, CapabilityTag.Table, address, 3, Bit(root.IsMapped), root.IsMapped ? root.Asid : 0);
                break;
            case CapabilityType.AsidControl:
                Put(records, CapabilityTag.AsidControl);
                break;
            case CapabilityType.AsidPool:
                capability.TryAsAsidPool(out AsidPoolCapability pool);
                Put(records, CapabilityTag.AsidPool, address, pool.AsidBase);
                break;
            case CapabilityType.IoPortControl:
                Put(records, CapabilityTag.PortControl);
                break;
            case CapabilityType.IoPort:
                capability.TryAsIoPort(out IoPortCapability ports);
                Put(records, CapabilityTag.Port, ports.FirstPort, ports.LastPort);
                break;
            default:
                throw new BrokenKernelException($"a slot holds a capability of type {(int)capability.Type}");
        }
    }

    private static void Put(StateRecords records, CapabilityTag tag, ulong a = 0, ulong b = 0, ulong c = 0, ulong d = 0, ulong e = 0)
    {
        records.Add((ulong)tag);
        records.Add(a);
        records.Add(b);
        records.Add(c);
        records.Add(d);
        records.Add(e);
    }

    private static ulong Bit(bool value) => value ? 1UL : 0;
}
