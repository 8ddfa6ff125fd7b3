// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.E1000e;

/// <summary>
/// A ring of descriptors of 16 bytes each, which the card works off in their order: first the address (8 bytes), then the length (2).
/// </summary>
/// <remarks>
/// Source: Intel 82574 GbE Controller Family Datasheet 3.4, 7.1.4 (received), 7.2.10 (to send, both the legacy format).
/// The card writes nothing that is used as an index.
/// </remarks>
internal struct DescriptorRing
{
    /// <summary>Buffers that are under way at most; one place less than the ring has, since a full ring would look empty.</summary>
    public const int Slots = 128;

    /// <summary>Memory that a ring takes.</summary>
    public const uint Bytes = Places * PlaceBytes;

    private const uint Places = 256;
    private const uint PlaceBytes = 16;
    private const uint AtDevice = 1;
    private const uint Through = 2;
    private const byte DescriptorDone = 1;
    private const byte EndOfFrame = 2;

    /// <summary>Errors of the frame itself; the other two bits are about checksums within it, which are not the driver's affair.</summary>
    private const byte FrameErrors = 0x9f;
    private const ulong LengthOffset = 8;
    private const ulong StatusOffset = 12;
    private const ulong ErrorsOffset = 13;

    private Region memory;
    private Region registers;
    private ulong offset;
    private ulong tailRegister;
    private byte command;
    private uint posted;
    private uint shown;
    private uint taken;
    private uint added;
    private uint checkedSlots;
    private uint removed;
    private SlotBuffers buffers;

    /// <summary>Whether there is a slot for another buffer.</summary>
    public readonly bool HasRoom => added - removed < Slots;

    /// <summary>Prepares a ring without buffers; the command is what the card does with frames to send, zero for those received.</summary>
    public void Prepare(Region rings, ulong start, Region device, ulong tail, byte commandBits)
    {
        memory = rings;
        offset = start;
        registers = device;
        tailRegister = tail;
        command = commandBits;
        memory.Bytes.Slice((int)start, (int)Bytes).Clear();
    }

    /// <summary>Gives the card a buffer, unless its length is not one that it can have; there must be room.</summary>
    public void Add(PacketBuffer buffer, bool fits)
    {
        buffer.Reserved = fits ? AtDevice : Through;
        buffer.Length = fits ? buffer.Length : 0;
        buffers[(int)(added % Slots)] = buffer;
        added++;
        if (fits)
        {
            var place = Place(posted);
            memory.At<ulong>(place) = buffer.Address;
            memory.At<ulong>(place + LengthOffset) = command == 0 ? 0 : (ushort)buffer.Length | ((ulong)command << 24);
            posted++;
        }
    }

    /// <summary>Shows the card what was added.</summary>
    public void Publish()
    {
        if (shown != posted)
        {
            shown = posted;
            Interlocked.MemoryBarrier();
            Volatile.Write(ref registers.At<uint>(tailRegister), posted % Places);
        }
    }

    /// <summary>Looks at the buffer that came first; false when the card has it, or there is none.</summary>
    public bool TryPeek(out PacketBuffer buffer)
    {
        while (checkedSlots != added && IsThrough(ref buffers[(int)(checkedSlots % Slots)]))
        {
            checkedSlots++;
        }

        buffer = buffers[(int)(removed % Slots)];
        return removed != checkedSlots;
    }

    /// <summary>Removes the buffer that came first.</summary>
    public void Remove() => removed++;

    /// <summary>A received frame that has errors, or does not fit into its buffer, gets the length zero.</summary>
    private bool IsThrough(ref PacketBuffer buffer)
    {
        if (buffer.Reserved == Through)
        {
            return true;
        }

        var place = Place(taken);
        var status = Volatile.Read(ref memory.At<byte>(place + StatusOffset));
        if ((status & DescriptorDone) == 0)
        {
            return false;
        }

        taken++;
        if (command == 0)
        {
            uint length = memory.At<ushort>(place + LengthOffset);
            var isWhole = (status & EndOfFrame) != 0 && (memory.At<byte>(place + ErrorsOffset) & FrameErrors) == 0;
            buffer.Length = isWhole && length <= buffer.Length ? length : 0;
        }

        return true;
    }

    private readonly ulong Place(uint number) => offset + (number % Places * PlaceBytes);
}
