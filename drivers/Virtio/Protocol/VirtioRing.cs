// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Virtio.Protocol;

/// <summary>A split virtqueue: descriptors, which the driver chains as it likes, what is available, and what was used.</summary>
/// <remarks>Source: Virtual I/O Device (VIRTIO) 1.1, 2.6. It knows nothing of what the chains are; the driver does.</remarks>
public struct VirtioRing
{
    /// <summary>Descriptors.</summary>
    public const ushort Size = 256;

    /// <summary>Memory that a ring takes.</summary>
    public const ulong Bytes = 0x3000;

    /// <summary>Offset of what the driver has made available.</summary>
    public const ulong Available = 0x1000;

    /// <summary>Offset of what the device has used.</summary>
    public const ulong Used = 0x2000;

    /// <summary>Another descriptor follows.</summary>
    public const ushort HasNext = 1;

    /// <summary>The device writes into the memory.</summary>
    public const ushort DeviceWrites = 2;

    private const ulong DescriptorBytes = 16;
    private const ushort NoNotification = 1;

    private Region memory;
    private ulong offset;
    private Region registers;
    private ulong doorbell;
    private ushort number;
    private ushort available;
    private ushort published;
    private ushort used;

    /// <summary>Where the ring is.</summary>
    public readonly ulong PhysicalAddress => memory.PhysicalAddress + offset;

    /// <summary>Prepares the memory of a ring, all of it zero.</summary>
    public void Prepare(Region rings, ulong start)
    {
        memory = rings;
        offset = start;
        memory.Bytes.Slice((int)start, (int)Bytes).Clear();
        available = 0;
        published = 0;
        used = 0;
    }

    /// <summary>Says where the device is told that there is something new.</summary>
    public void Connect(Region notifications, ulong address, ushort queue)
    {
        registers = notifications;
        doorbell = address;
        number = queue;
    }

    /// <summary>Writes a descriptor.</summary>
    public readonly void Describe(int index, ulong address, uint length, ushort flags, int next)
    {
        var descriptor = offset + ((ulong)index * DescriptorBytes);
        memory.At<ulong>(descriptor) = address;
        memory.At<uint>(descriptor + 8) = length;
        memory.At<ushort>(descriptor + 12) = flags;
        memory.At<ushort>(descriptor + 14) = (ushort)next;
    }

    /// <summary>Makes the chain that begins with a descriptor available, with <see cref="Publish"/>.</summary>
    public void Add(int first)
    {
        memory.At<ushort>(offset + Available + 4 + (ulong)(available % Size * 2)) = (ushort)first;
        available++;
    }

    /// <summary>Shows the device what was added, and tells it unless it says that it looks anyway.</summary>
    public void Publish()
    {
        if (available == published)
        {
            return;
        }

        published = available;
        Volatile.Write(ref memory.At<ushort>(offset + Available + 2), available);
        Interlocked.MemoryBarrier();
        if ((Volatile.Read(ref memory.At<ushort>(offset + Used)) & NoNotification) == 0)
        {
            Volatile.Write(ref registers.At<ushort>(doorbell), number);
        }
    }

    /// <summary>The first descriptor of a chain that the device says it has used; false when there is none.</summary>
    public bool TryTakeUsed(out uint first)
    {
        first = 0;
        if (used == Volatile.Read(ref memory.At<ushort>(offset + Used + 2)))
        {
            return false;
        }

        first = memory.At<uint>(offset + Used + 4 + (ulong)(used % Size * 8));
        used++;
        return true;
    }
}
