// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Capabilities to memory, address spaces and ports. Alias: ArchCapabilities.</summary>
public unsafe struct X64ArchCapabilities : IArchCapabilities
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsArchitectural(CapabilityType type) => type >= CapabilityType.Frame;

    /// <remarks>Tables and roots are copied only while mapped, so that every copy knows where: deleting the last one finds it.</remarks>
    public static Error Derive(Capability capability, out Capability derived)
    {
        derived = capability;
        if (capability.TryAsFrame(out FrameCapability frame))
        {
            Capability unmapped = X64Frames.WithoutMapping(frame).Value;
            derived = new Capability(unmapped.Word0, unmapped.Word1);
            return Error.NoError;
        }

        if (capability.Type == CapabilityType.IoPortControl)
        {
            derived = Capability.Null;
            return Error.NoError;
        }

        bool mustBeMapped = X64Tables.IsTable(capability.Type) || capability.Type == CapabilityType.Pml4;
        if (mustBeMapped && !X64Tables.View(capability).IsMapped)
        {
            derived = Capability.Null;
            return Error.IllegalOperation;
        }

        return Error.NoError;
    }

    public static Capability UpdateData(Capability capability, ulong data) => capability;

    public static Capability MaskRights(Capability capability, CapRights rights) =>
        capability.TryAsFrame(out FrameCapability frame)
            ? frame.WithRights(X64Frames.Mask(frame.Rights, rights)).Value
            : capability;

    public static bool SameRegionAs(Capability a, Capability b)
    {
        switch (a.Type)
        {
            case CapabilityType.AsidControl:
                return b.Type == CapabilityType.AsidControl;
            case CapabilityType.IoPortControl:
                return b.Type is CapabilityType.IoPortControl or CapabilityType.IoPort;
            case CapabilityType.IoPort:
            case CapabilityType.IoSpace:
                return a.Type == b.Type && a.Word1 == b.Word1;
            default:
                return a.Type == b.Type && a.ObjectAddress == b.ObjectAddress;
        }
    }

    public static bool SameObjectAs(Capability a, Capability b) => a.Type == b.Type && SameRegionAs(a, b);

    public static void Finalise(Capability capability, bool isFinal)
    {
        if (capability.TryAsFrame(out FrameCapability frame))
        {
            X64Frames.Unmap(frame);
        }
        else if (isFinal)
        {
            Destroy(capability);
        }
    }

    public static int ObjectSizeBits(ObjectType type, int userSizeBits)
    {
        switch (type)
        {
            case ObjectType.LargePage:
                return ObjectSizes.LargePageBits;
            case ObjectType.HugePage:
                return Machine.State->Arch.LacksHugePages ? 0 : ObjectSizes.HugePageBits;
            default:
                return type > ObjectType.Reply && type < ObjectType.Count ? ObjectSizes.PageBits : 0;
        }
    }

    public static bool MayBeDevice(ObjectType type) => type is ObjectType.Page4K or ObjectType.LargePage or ObjectType.HugePage;

    public static Capability CreateObject(ObjectType type, void* region, int userSizeBits, bool isDevice)
    {
        ulong address = (ulong)region;
        switch (type)
        {
            case ObjectType.Page4K:
                return CreateFrame(address, FrameSizeClass.Small, isDevice);
            case ObjectType.LargePage:
                return CreateFrame(address, FrameSizeClass.Large, isDevice);
            case ObjectType.HugePage:
                return CreateFrame(address, FrameSizeClass.Huge, isDevice);
            case ObjectType.PageTable:
                return PageTableCapability.Create(address, false, 0, 0).Value;
            case ObjectType.PageDirectory:
                return PageDirectoryCapability.Create(address, false, 0, 0).Value;
            case ObjectType.PageDirectoryPointerTable:
                return PageDirectoryPointerTableCapability.Create(address, false, 0, 0).Value;
            case ObjectType.Pml4:
                X64Paging.InitialiseRoot((ulong*)region);
                return Pml4Capability.Create(address, false, 0).Value;
            default:
                return IoPageTableCapability.Create(address, false, 0, 0, 0).Value;
        }
    }

    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        switch (capability.Type)
        {
            case CapabilityType.Frame:
                return X64FrameInvocations.Invoke(message, slot, capability);
            case CapabilityType.PageTable:
            case CapabilityType.PageDirectory:
            case CapabilityType.PageDirectoryPointerTable:
                return X64TableInvocations.Invoke(message, slot, capability);
            case CapabilityType.AsidControl:
                return X64AsidInvocations.InvokeControl(message);
            case CapabilityType.AsidPool:
                return X64AsidInvocations.InvokePool(message, capability);
            case CapabilityType.IoPortControl:
                return X64PortInvocations.InvokeControl(message, slot);
            case CapabilityType.IoPort:
                return X64PortInvocations.InvokePort(message, capability);
            default:
                return (Outcome)Error.IllegalOperation;
        }
    }

    /// <remarks>Interrupts come from I/O APICs and devices' messages, which have invocations of their own.</remarks>
    public static Outcome CheckIrq(Message* message, ulong irq) => (Outcome)Error.IllegalOperation;

    public static Outcome InvokeIrqControl(Message* message, Slot* slot) => X64IrqInvocations.Invoke(message, slot);

    public static void ReleaseInterrupt(ulong irq) => IoApic.Disconnect(irq);

    private static Capability CreateFrame(ulong address, FrameSizeClass size, bool isDevice) =>
        FrameCapability.Create(address, size, VmRights.ReadWrite, isDevice, FrameMapType.None, 0, 0).Value;

    /// <summary>Ends the existence of an object that is not a frame.</summary>
    private static void Destroy(Capability capability)
    {
        if (X64Tables.IsTable(capability.Type))
        {
            PageTableCapability table = X64Tables.View(capability);
            if (table.IsMapped)
            {
                X64Tables.Unmap(capability.Type, table);
            }
        }
        else if (capability.TryAsPml4(out Pml4Capability root))
        {
            if (root.IsMapped)
            {
                X64Asids.Release(root.Asid, root.ObjectAddress);
            }
        }
        else if (capability.TryAsAsidPool(out AsidPoolCapability pool))
        {
            X64Asids.RemovePool(pool.AsidBase, (ulong*)pool.ObjectAddress);
        }
        else if (capability.TryAsIoPort(out IoPortCapability ports))
        {
            X64Ports.Set(ports.FirstPort, ports.LastPort, false);
        }
    }
}
