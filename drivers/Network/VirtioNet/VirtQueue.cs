// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>
/// A split virtqueue. Each buffer takes a slot of two descriptors: a header of 12 bytes, which lies beside the queue, and the frame.
/// </summary>
/// <remarks>Source: Virtual I/O Device (VIRTIO) 1.1, 2.6. What the device says it has used counts only for slots that it has.</remarks>
internal struct VirtQueue
{
    /// <summary>Buffers that the device has at most.</summary>
    public const int Slots = 128;

    /// <summary>Descriptors.</summary>
    public const ushort Size = Slots * 2;

    /// <summary>Memory that a queue takes.</summary>
    public const ulong Bytes = 0x4000;

    /// <summary>Offset of what the driver has made available.</summary>
    public const ulong Available = 0x1000;

    /// <summary>Offset of what the device has used.</summary>
    public const ulong Used = 0x2000;

    /// <summary>Bytes of a header. Source: VIRTIO 1.1, 5.1.6.</summary>
    public const uint HeaderBytes = 12;

    private const ulong Headers = 0x3000;
    private const ulong HeaderStride = 16;
    private const ulong DescriptorBytes = 16;
    private const ushort HasNext = 1;
    private const ushort DeviceWrites = 2;
    private const ushort NoNotification = 1;

    private Region memory;
    private ulong offset;
    private Region registers;
    private ulong doorbell;
    private ushort number;
    private ushort available;
    private ushort published;
    private ushort used;
    private int freeCount;
    private SlotNumbers free;
    private SlotBuffers buffers;

    /// <summary>Whether the device can be given another buffer.</summary>
    public readonly bool HasRoom => freeCount > 0;

    /// <summary>Prepares the memory of a queue, all of it zero.</summary>
    public void Prepare(Region rings, ulong start, ushort queue, bool deviceWrites)
    {
        memory = rings;
        offset = start;
        number = queue;
        memory.Bytes.Slice((int)start, (int)Bytes).Clear();
        freeCount = Slots;
        ushort flags = deviceWrites ? DeviceWrites : (ushort)0;
        for (var slot = 0; slot < Slots; slot++)
        {
            free[slot] = (byte)slot;
            var header = memory.PhysicalAddress + offset + Headers + ((ulong)slot * HeaderStride);
            Describe(slot * 2, header, HeaderBytes, (ushort)(flags | HasNext), (ushort)((slot * 2) + 1));
            Describe((slot * 2) + 1, 0, 0, flags, 0);
        }
    }

    /// <summary>Says where the device is told that there is something new.</summary>
    public void Connect(Region notifications, ulong address)
    {
        registers = notifications;
        doorbell = address;
    }

    /// <summary>Gives the device a buffer; there must be room.</summary>
    public void Add(PacketBuffer buffer)
    {
        freeCount--;
        int slot = free[freeCount];
        buffers[slot] = buffer;
        var descriptor = offset + ((ulong)((slot * 2) + 1) * DescriptorBytes);
        memory.At<ulong>(descriptor) = buffer.Address;
        memory.At<uint>(descriptor + 8) = buffer.Length;
        memory.At<ushort>(offset + Available + 4 + (ulong)(available % Size * 2)) = (ushort)(slot * 2);
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

    /// <summary>
    /// Takes back a buffer that the device has used, and how many bytes it wrote, header included; false when there is none.
    /// </summary>
    public bool TryTakeUsed(out PacketBuffer buffer, out uint written)
    {
        while (used != Volatile.Read(ref memory.At<ushort>(offset + Used + 2)))
        {
            var entry = offset + Used + 4 + (ulong)(used % Size * 8);
            used++;
            var slot = memory.At<uint>(entry) / 2;
            written = memory.At<uint>(entry + 4);
            if (slot < Slots && buffers[(int)slot].Length != 0)
            {
                buffer = buffers[(int)slot];
                buffers[(int)slot].Length = 0;
                free[freeCount] = (byte)slot;
                freeCount++;
                return true;
            }
        }

        buffer = default;
        written = 0;
        return false;
    }

    private readonly void Describe(int index, ulong address, uint length, ushort flags, ushort next)
    {
        var descriptor = offset + ((ulong)index * DescriptorBytes);
        memory.At<ulong>(descriptor) = address;
        memory.At<uint>(descriptor + 8) = length;
        memory.At<ushort>(descriptor + 12) = flags;
        memory.At<ushort>(descriptor + 14) = next;
    }
}
