// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>
/// A split virtqueue. Each buffer takes a slot of two descriptors: a header of 12 bytes, which lies beside the queue, and the frame.
/// </summary>
/// <remarks>
/// Buffers leave in the order in which they came, whatever the order in which the device uses them.
/// Source: Virtual I/O Device (VIRTIO) 1.1, 2.6. What the device says it has used counts only for slots that it has.
/// </remarks>
internal unsafe struct VirtQueue
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
    private const ushort NoInterrupt = 1;

    private const byte AtDevice = 1;
    private const byte Through = 2;
    private const byte NeedsChecksum = 1;
    private const byte DataValid = 2;
    private const int StartShift = 48;
    private const ulong OffsetInHeader = 8;

    private byte* memory;
    private ulong physical;
    private Region registers;
    private ulong doorbell;
    private ushort number;
    private ushort available;
    private ushort published;
    private ushort used;
    private bool receives;
    private bool doesChecksums;
    private bool isQuiet;
    private uint added;
    private uint removed;
    private SlotBuffers buffers;
    private SlotStates states;

    /// <summary>Whether there is a slot for another buffer.</summary>
    public readonly bool HasRoom => added - removed < Slots;

    /// <summary>Buffers in it.</summary>
    public readonly uint Count => added - removed;

    /// <summary>Buffers that were ever removed, modulo 2^32.</summary>
    public readonly uint Removed => removed;

    /// <summary>Prepares the memory of a queue, all of it zero.</summary>
    public void Prepare(Region rings, ulong start, ushort queue, bool deviceWrites, bool hasChecksums)
    {
        // Safety: the whole queue lies in the region, and every offset below is less than its size whatever the device writes.
        var queueMemory = rings.Bytes.Slice((int)start, (int)Bytes);
        queueMemory.Clear();
        memory = (byte*)rings.Address + start;
        physical = rings.PhysicalAddress + start;
        number = queue;
        receives = deviceWrites;
        doesChecksums = hasChecksums;
        ushort flags = deviceWrites ? DeviceWrites : (ushort)0;
        for (var slot = 0; slot < Slots; slot++)
        {
            var header = physical + Headers + ((ulong)slot * HeaderStride);
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

    /// <summary>Gives the device a buffer, unless it is of no length; there must be room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(PacketBuffer buffer)
    {
        var slot = added % Slots;
        added++;
        ref var kept = ref buffers[(int)slot];
        kept.Address = buffer.Address;
        kept.Length = buffer.Length;
        states[(int)slot] = buffer.Length == 0 ? Through : AtDevice;
        if (buffer.Length == 0)
        {
            return;
        }

        if (doesChecksums && !receives)
        {
            WriteNote(HeaderOf(slot), buffer.Checksum);
        }

        var descriptor = memory + (((slot * 2) + 1) * DescriptorBytes);
        *(ulong*)descriptor = buffer.Address;
        *(uint*)(descriptor + 8) = buffer.Length;
        *(ushort*)(memory + Available + 4 + ((uint)available % Size * 2)) = (ushort)(slot * 2);
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
        Volatile.Write(ref *(ushort*)(memory + Available + 2), available);
        Interlocked.MemoryBarrier();
        if ((Volatile.Read(ref *(ushort*)(memory + Used)) & NoNotification) == 0)
        {
            Volatile.Write(ref registers.At<ushort>(doorbell), number);
        }
    }

    /// <summary>Looks at the buffer that came first; false when the device has it, or there is none.</summary>
    /// <remarks>The length of a received frame that exceeds its buffer, or is shorter than its header, is zero.</remarks>
    public bool TryPeek(out PacketBuffer buffer)
    {
        while (used != Volatile.Read(ref *(ushort*)(memory + Used + 2)))
        {
            TakeUsed((uint*)(memory + Used + 4 + ((uint)used % Size * 8)));
            used++;
        }

        buffer = buffers[(int)(removed % Slots)];
        return added != removed && states[(int)(removed % Slots)] == Through;
    }

    /// <summary>
    /// Has the device interrupt, or not, when it has used buffers; false when it has used some meanwhile, of which it does not tell any more.
    /// </summary>
    public bool TryInterrupt(bool isWanted)
    {
        if (isWanted != isQuiet)
        {
            return true;
        }

        isQuiet = !isWanted;
        Volatile.Write(ref *(ushort*)(memory + Available), isQuiet ? NoInterrupt : (ushort)0);
        Interlocked.MemoryBarrier();
        return isQuiet || used == Volatile.Read(ref *(ushort*)(memory + Used + 2));
    }

    /// <summary>Removes the buffer that came first.</summary>
    public void Remove() => removed++;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeUsed(uint* entry)
    {
        var slot = entry[0] / 2;
        if (slot >= Slots || states[(int)slot] != AtDevice)
        {
            return;
        }

        states[(int)slot] = Through;
        if (receives)
        {
            ref var buffer = ref buffers[(int)slot];
            var length = entry[1] - HeaderBytes;
            buffer.Length = length <= buffer.Length ? length : 0;
            buffer.Checksum = doesChecksums ? ReadNote(HeaderOf(slot), buffer.Length) : default;
        }
    }

    /// <summary>Tells the device which checksum to complete. Source: VIRTIO 1.1, 5.1.6.2.</summary>
    private static void WriteNote(byte* header, ChecksumNote note)
    {
        *(ulong*)header = note.IsPartial ? NeedsChecksum | ((ulong)note.Start << StartShift) : 0;
        *(uint*)(header + OffsetInHeader) = note.IsPartial ? (ushort)note.Offset : 0u;
    }

    /// <summary>What the device says of the checksum in a received frame. Source: VIRTIO 1.1, 5.1.6.4.</summary>
    /// <remarks>A device with which no checksums were agreed on says nothing.</remarks>
    private static ChecksumNote ReadNote(byte* header, uint length)
    {
        var word = *(ulong*)header;
        if ((word & NeedsChecksum) != 0)
        {
            var note = ChecksumNote.Partial((uint)(word >> StartShift), *(ushort*)(header + OffsetInHeader)).AsValid;
            return note.IsPartial && note.FitsIn(length, 0) ? note : default;
        }

        return (word & DataValid) != 0 ? ChecksumNote.Valid : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte* HeaderOf(uint slot) => memory + Headers + (slot * HeaderStride);

    private readonly void Describe(int index, ulong address, uint length, ushort flags, ushort next)
    {
        var descriptor = memory + ((ulong)index * DescriptorBytes);
        *(ulong*)descriptor = address;
        *(uint*)(descriptor + 8) = length;
        *(ushort*)(descriptor + 12) = flags;
        *(ushort*)(descriptor + 14) = next;
    }
}
