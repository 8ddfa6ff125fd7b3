// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Memory;

namespace Caprock.Kernel.Objects;

/// <summary>Untyped_Retype: makes objects from the memory behind the watermark, with their capabilities in a row of slots.</summary>
/// <remarks>When no object made earlier is left, the watermark goes back to the beginning and the memory before it is zeroed.
/// Memory that was never used is zeroed when objects are made from it. Nothing of an earlier owner can be read from an object.
/// Zeroing stops at preemption points; how far it has come is in the capability.</remarks>
public unsafe struct RetypeInvocation
{
    private const ulong ZeroChunkBytes = 1 << 12;

    // Of an Untyped of 2^38 bytes; a larger one does not fit in the memory that the kernel uses.
    private const int LargestUnitChunks = 8;

    private Slot* source;
    private Slot* firstDestination;
    private ObjectType type;
    private int userSizeBits;
    private int sizeBits;
    private ulong count;
    private bool isReset;

    /// <summary>Checks the arguments: type, size, node index, node depth, node offset, count; root of the destination.</summary>
    public static Outcome Decode(Message* message, Slot* source, RetypeInvocation* invocation)
    {
        if (message->Length < InvocationShapes.UntypedRetypeWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        invocation->source = source;
        Outcome outcome = DecodeType(message, invocation);
        if (outcome == Outcome.Success)
        {
            outcome = DecodeDestination(message, invocation);
        }

        return outcome == Outcome.Success ? CheckMemory(message, invocation) : outcome;
    }

    /// <summary>Makes the objects; Preempted while a long stretch of memory is being zeroed.</summary>
    public static Outcome Perform(RetypeInvocation* invocation)
    {
        Slot* source = invocation->source;
        Slot.Load(source).TryAsUntyped(out UntypedCapability memory);
        if (invocation->isReset && memory.FreeOffset != 0)
        {
            if (!TryReset(source, memory))
            {
                return Outcome.Preempted;
            }

            Slot.Load(source).TryAsUntyped(out memory);
        }

        ulong start = AlignedStart(memory, invocation->sizeBits);
        ulong end = start + (invocation->count << invocation->sizeBits);
        bool isZeroed = end <= memory.ZeroedEnd;
        if (!isZeroed && !memory.IsDevice && invocation->type != ObjectType.Untyped && !TryZero(source, memory, start, end))
        {
            return Outcome.Preempted;
        }

        Slot.Store(source, memory.WithFreeOffset(end).Value);
        CreateAll(invocation, memory.ObjectAddress + start, memory.IsDevice, isZeroed);
        return Outcome.Success;
    }

    private static Outcome DecodeType(Message* message, RetypeInvocation* invocation)
    {
        var type = (ObjectType)Message.Word(message, 0);
        ulong userSizeBits = Message.Word(message, 1);
        if (type >= ObjectType.Count)
        {
            return Message.InvalidArgument(message, 0);
        }

        int sizeBits = userSizeBits < Limits.WordBits ? ObjectFactory.SizeBits(type, (int)userSizeBits) : Limits.WordBits;
        if (sizeBits > Limits.MaximumUntypedBits)
        {
            return Message.RangeError(message, 0, Limits.MaximumUntypedBits);
        }

        if ((int)userSizeBits < ObjectFactory.SmallestUserSizeBits(type))
        {
            return Message.InvalidArgument(message, 1);
        }

        if (sizeBits == 0)
        {
            return Message.InvalidArgument(message, 0);
        }

        invocation->type = type;
        invocation->userSizeBits = (int)userSizeBits;
        invocation->sizeBits = sizeBits;
        return Outcome.Success;
    }

    private static Outcome DecodeDestination(Message* message, RetypeInvocation* invocation)
    {
        Capability node = Slot.Load(message->ExtraCap0);
        ulong depth = Message.Word(message, 3);
        if (depth != 0)
        {
            Error error = CSpace.LookupSlotAtDepth(
                node, Message.Word(message, 2), depth, isSource: false, message, out Slot* slot);
            if (error != Error.NoError)
            {
                return (Outcome)error;
            }

            node = Slot.Load(slot);
        }

        if (!node.TryAsCNode(out CNodeCapability table))
        {
            return CSpace.MissingCapability(message, isSource: false, depth);
        }

        ulong offset = Message.Word(message, 4);
        ulong count = Message.Word(message, 5);
        if (offset >= table.SlotCount)
        {
            return Message.RangeError(message, 0, table.SlotCount - 1);
        }

        if (count is < 1 or > ProfileParameters.RetypeFanOutLimit)
        {
            return Message.RangeError(message, 1, ProfileParameters.RetypeFanOutLimit);
        }

        if (count > table.SlotCount - offset)
        {
            return Message.RangeError(message, 1, table.SlotCount - offset);
        }

        invocation->firstDestination = table.Slots + offset;
        invocation->count = count;
        return CheckEmpty(invocation->firstDestination, count);
    }

    [LoopBound(ProfileParameters.RetypeFanOutLimit)]
    private static Outcome CheckEmpty(Slot* first, ulong count)
    {
        for (ulong i = 0; i < count; i++)
        {
            if (!Slot.IsEmpty(first + i))
            {
                return (Outcome)Error.DeleteFirst;
            }
        }

        return Outcome.Success;
    }

    /// <summary>Checks that the memory suffices and suits.</summary>
    /// <remarks>The memory's end is aligned to any object that fits in it, so rounding the start up loses no object that the
    /// division counts.</remarks>
    private static Outcome CheckMemory(Message* message, RetypeInvocation* invocation)
    {
        Slot.Load(invocation->source).TryAsUntyped(out UntypedCapability memory);
        invocation->isReset = !DerivationTree.HasChildren(invocation->source, memory);
        ulong free = memory.SizeBytes - (invocation->isReset ? 0 : memory.FreeOffset);
        if (free >> invocation->sizeBits < invocation->count)
        {
            return Message.NotEnoughMemory(message, free);
        }

        if (memory.IsDevice && !ObjectFactory.MayBeDevice(invocation->type))
        {
            return Message.InvalidArgument(message, 1);
        }

        return Outcome.Success;
    }

    private static ulong AlignedStart(UntypedCapability memory, int sizeBits)
    {
        ulong mask = (1UL << sizeBits) - 1;
        return (memory.FreeOffset + mask) & ~mask;
    }

    /// <summary>Moves the watermark to the beginning and zeroes the memory it passes; false when preempted.</summary>
    [LoopBound(LoopReason.LimitedCall)]
    [RepeatBound((int)ZeroChunkBytes / sizeof(ulong))]
    private static bool TryReset(Slot* source, UntypedCapability memory)
    {
        ulong offset = memory.IsDevice ? 0 : memory.FreeOffset;
        memory = memory.WithZeroedEnd(offset > memory.ZeroedEnd ? offset : memory.ZeroedEnd);
        while (offset > ZeroChunkBytes)
        {
            offset -= ZeroChunkBytes;
            Zero(memory, offset, ZeroChunkBytes);
            if (Machine.IsInterruptPending())
            {
                Slot.Store(source, memory.WithFreeOffset(offset).Value);
                return false;
            }
        }

        Zero(memory, 0, offset);
        Slot.Store(source, memory.WithFreeOffset(0).Value);
        return true;
    }

    /// <summary>Zeroes memory behind the watermark that is not known to be; false when preempted.</summary>
    /// <remarks>At least one unit is done each time. A gap left by alignment is given up when it stops.</remarks>
    [LoopBound(LargestUnitChunks + 1)]
    [RepeatBound((int)ZeroChunkBytes / sizeof(ulong))]
    private static bool TryZero(Slot* source, UntypedCapability memory, ulong start, ulong end)
    {
        ulong offset = memory.ZeroedEnd > start ? memory.ZeroedEnd : start;
        ulong enough = offset + (1UL << memory.ZeroedUnitBits);
        while (end - offset > ZeroChunkBytes)
        {
            Zero(memory, offset, ZeroChunkBytes);
            offset += ZeroChunkBytes;
            if (offset >= enough && Machine.IsInterruptPending())
            {
                Slot.Store(source, memory.WithFreeOffset(start).WithZeroedEnd(offset).Value);
                return false;
            }
        }

        Zero(memory, offset, end - offset);
        return true;
    }

    [RepeatBound((int)ZeroChunkBytes / sizeof(ulong))]
    private static void Zero(UntypedCapability memory, ulong offset, ulong bytes) =>
        Machine.Zero((ulong*)(memory.ObjectAddress + offset), bytes / sizeof(ulong));

    [LoopBound(ProfileParameters.RetypeFanOutLimit)]
    private static void CreateAll(RetypeInvocation* invocation, ulong address, bool isDevice, bool isZeroed)
    {
        Slot* destination = invocation->firstDestination;
        for (ulong i = 0; i < invocation->count; i++)
        {
            Capability capability = ObjectFactory.Create(
                invocation->type, (void*)address, invocation->userSizeBits, isDevice, isZeroed);
            DerivationTree.InsertNew(capability, invocation->source, destination);
            address += 1UL << invocation->sizeBits;
            destination++;
        }
    }
}
