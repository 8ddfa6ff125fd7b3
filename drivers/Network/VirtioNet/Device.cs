// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;
using Caprock.Drivers.Network.Protocol;
using Caprock.Drivers.Pci.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>Registers of a virtio device on PCI.</summary>
/// <remarks>Source: VIRTIO 1.1, 4.1.4 (structures in PCI), 3.1.1 (initialisation), 5.1 (network device); PCI 3.0, 6.8.2 (MSI-X).</remarks>
internal static class Device
{
    private const uint Vendor = 0x1af4;
    private const uint RegistersBar = 4;
    private const uint CommonKind = 1;
    private const uint NotifyKind = 2;
    private const uint DeviceKind = 4;

    private const ulong DeviceFeatureSelect = 0x00;
    private const ulong DeviceFeature = 0x04;
    private const ulong DriverFeatureSelect = 0x08;
    private const ulong DriverFeature = 0x0c;
    private const ulong Status = 0x14;
    private const ulong QueueSelect = 0x16;
    private const ulong QueueSize = 0x18;
    private const ulong QueueMessage = 0x1a;
    private const ulong QueueEnable = 0x1c;
    private const ulong QueueNotifyOffset = 0x1e;
    private const ulong QueueDescriptors = 0x20;
    private const ulong QueueDriverArea = 0x28;
    private const ulong QueueDeviceArea = 0x30;

    private const byte Acknowledged = 1;
    private const byte HasDriver = 2;
    private const byte DriverReady = 4;
    private const byte FeaturesAccepted = 8;
    private const uint CompletesChecksums = 1 << 0;
    private const uint VouchesForChecksums = 1 << 1;
    private const uint HasMacAddress = 1 << 5;
    private const uint Version1 = 1;
    private const int MostPolls = 1_000_000;

    /// <summary>Words behind the header of the configuration space, so that this ends whatever the bus answers.</summary>
    private const int MostCapabilities = (256 - 64) / 4;

    private const ulong MessageAddress = 0xfee0_0000;
    private const uint MessageTableOffset = 4;

    private static PciDevice pci;
    private static Region messages;
    private static Region registers;
    private static ulong common;
    private static ulong notify;
    private static ulong notifyMultiplier;
    private static ulong network;
    private static uint agreed;

    /// <summary>Resets the device, and agrees with it on what is used: version 1 of the interface, its address, and checksums
    /// if it does them.</summary>
    public static void Reset(Channel bus, Region messageTable, Region registerRange)
    {
        pci = new PciDevice(bus);
        messages = messageTable;
        registers = registerRange;
        pci.Stop();
        Require((pci.Identity() & 0xffff) == Vendor && pci.Start(), "there is no virtio device on the channel to the bus"u8);
        common = Find(CommonKind, out _);
        network = Find(DeviceKind, out _);
        notify = Find(NotifyKind, out var capability);
        notifyMultiplier = pci.Read(capability + 16);
        Set(Status, (byte)0);
        for (var i = 0; i < MostPolls && Get8(Status) != 0; i++)
        {
        }

        Set(Status, (byte)(Acknowledged | HasDriver));
        Set(DeviceFeatureSelect, 0u);
        agreed = Get32(DeviceFeature) & (HasMacAddress | CompletesChecksums | VouchesForChecksums);
        Set(DriverFeatureSelect, 0u);
        Set(DriverFeature, agreed);
        Set(DriverFeatureSelect, 1u);
        Set(DriverFeature, Version1);
        Set(Status, (byte)(Acknowledged | HasDriver | FeaturesAccepted));
        Require((agreed & HasMacAddress) != 0 && (Get8(Status) & FeaturesAccepted) != 0, "the virtio device is not of version 1, or has no address"u8);
    }

    /// <summary>Has the device's first message go to an interrupt vector.</summary>
    public static void EnableMessages(uint vector)
    {
        var table = pci.FindCapability(PciCapability.MessageTable, 0);
        Require(table != 0, "the virtio device has no message table"u8);
        ulong entry = pci.Read(table + MessageTableOffset) & ~7u;
        messages.At<uint>(entry) = (uint)MessageAddress;
        messages.At<uint>(entry + 4) = 0;
        messages.At<uint>(entry + 8) = vector + Limits.InterruptVectorOffset;
        messages.At<uint>(entry + 12) = 0;
        Require(pci.EnableMessages(vector), "the bus does not let the virtio device send messages"u8);
    }

    /// <summary>Gives the device a queue, whose interrupts are its first message.</summary>
    public static void Enable(ref VirtQueue queue, ushort number, ulong physical)
    {
        Set(QueueSelect, number);
        Require(Get16(QueueSize) >= VirtQueue.Size, "the virtio device's queues are too short"u8);
        Set(QueueSize, VirtQueue.Size);
        Set(QueueMessage, (ushort)0);
        Set(QueueDescriptors, physical);
        Set(QueueDriverArea, physical + VirtQueue.Available);
        Set(QueueDeviceArea, physical + VirtQueue.Used);
        queue.Connect(registers, notify + (Get16(QueueNotifyOffset) * notifyMultiplier));
        Set(QueueEnable, (ushort)1);
    }

    /// <summary>Lets the device begin.</summary>
    public static void Begin() => Set(Status, (byte)(Acknowledged | HasDriver | FeaturesAccepted | DriverReady));

    /// <summary>Whether the device says something of the checksums of what it has received.</summary>
    public static bool VouchesForReceived => (agreed & VouchesForChecksums) != 0;

    /// <summary>What the device does for who sends.</summary>
    public static ulong Abilities => (agreed & CompletesChecksums) != 0 ? NetworkAbilities.CompletesChecksums : 0;

    /// <summary>The device's address, its first byte lowest.</summary>
    public static ulong ReadMacAddress()
    {
        ulong address = 0;
        for (var i = 5; i >= 0; i--)
        {
            address = (address << 8) | Volatile.Read(ref registers.At<byte>(network + (ulong)i));
        }

        return address;
    }

    private static ulong Find(uint kind, out uint capability)
    {
        capability = pci.FindCapability(PciCapability.VendorSpecific, 0);
        for (var i = 0; i < MostCapabilities && capability != 0; i++)
        {
            if (pci.Read(capability) >> 24 == kind && (pci.Read(capability + 4) & 0xff) == RegistersBar)
            {
                return pci.Read(capability + 8);
            }

            capability = pci.FindCapability(PciCapability.VendorSpecific, capability);
        }

        Require(false, "the virtio device has not all of its registers in base address register 4"u8);
        return 0;
    }

    private static void Require(bool condition, ReadOnlySpan<byte> text)
    {
        if (!condition)
        {
            Failure.Stop(text);
        }
    }

    private static byte Get8(ulong register) => Volatile.Read(ref registers.At<byte>(common + register));

    private static ushort Get16(ulong register) => Volatile.Read(ref registers.At<ushort>(common + register));

    private static uint Get32(ulong register) => Volatile.Read(ref registers.At<uint>(common + register));

    private static void Set(ulong register, byte value) => Volatile.Write(ref registers.At<byte>(common + register), value);

    private static void Set(ulong register, ushort value) => Volatile.Write(ref registers.At<ushort>(common + register), value);

    private static void Set(ulong register, uint value) => Volatile.Write(ref registers.At<uint>(common + register), value);

    private static void Set(ulong register, ulong value)
    {
        Set(register, (uint)value);
        Set(register + 4, (uint)(value >> 32));
    }
}
