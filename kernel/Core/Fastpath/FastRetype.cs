// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Memory;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Fastpath;

/// <summary>Untyped_Retype of one object of fixed size into a slot of the CNode given, from memory that needs no reset.</summary>
/// <remarks>What it does is what RetypeInvocation and the answer come to then. The current thread goes on, so the clock is not
/// read.</remarks>
internal static unsafe class FastRetype
{
    // Source: libsel4, seL4_Untyped_Retype: type, size, node index, node depth, node offset, number of objects.
    private const int TypeWord = 0;
    private const int SizeWord = 1;
    private const int IndexWord = 2;
    private const int DepthWord = 3;
    private const int OffsetWord = 4;
    private const int CountWord = 5;

    private const ulong LargestZeroed = 1 << 12;

    /// <summary>Serves a Call of the capability in a slot, with one capability in the message; false when nothing has changed.</summary>
    public static bool TryCall(Tcb* thread, Slot* source, MessageInfo info)
    {
        var root = new Capability(thread->CSpaceRoot.Word0, thread->CSpaceRoot.Word1);
        if (info.Length < InvocationShapes.UntypedRetypeWords
            || !Slot.Load(source).TryAsUntyped(out UntypedCapability memory)
            || memory.IsDevice)
        {
            return false;
        }

        ulong* buffer = AddressSpaces.LookupIpcBuffer(thread, false);
        if (buffer == null
            || !TryFindNode(thread, buffer, root, out CNodeCapability node)
            || Word(thread, buffer, CountWord) != 1)
        {
            return false;
        }

        ulong offset = Word(thread, buffer, OffsetWord);
        if (offset >= node.SlotCount)
        {
            return false;
        }

        var type = (ObjectType)Word(thread, buffer, TypeWord);
        Slot* destination = node.Slots + offset;
        return type < ObjectType.Count
            && type is not (ObjectType.Untyped or ObjectType.CapTable or ObjectType.SchedContext)
            && Word(thread, buffer, SizeWord) < Limits.WordBits
            && Slot.IsEmpty(destination)
            && (memory.FreeOffset == 0 || DerivationTree.HasChildren(source, memory))
            && TryCreate(thread, source, memory, type, destination);
    }

    /// <summary>Finds the CNode: the one whose capability came with the message, or one in that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindNode(Tcb* thread, ulong* buffer, Capability root, out CNodeCapability node)
    {
        node = default;
        if (!CSpace.TryFindFlat(root, buffer[IpcBufferLayout.CapsOrBadgesWord], out Slot* slot))
        {
            return false;
        }

        ulong depth = Word(thread, buffer, DepthWord);
        if (depth != 0
            && (depth != Limits.WordBits || !CSpace.TryFindFlat(Slot.Load(slot), Word(thread, buffer, IndexWord), out slot)))
        {
            return false;
        }

        return Slot.Load(slot).TryAsCNode(out node);
    }

    /// <summary>Makes the object, its capability and the answer, unless memory does not suffice or there is much to be zeroed.</summary>
    [RepeatBound((int)LargestZeroed / sizeof(ulong))]
    private static bool TryCreate(Tcb* thread, Slot* source, UntypedCapability memory, ObjectType type, Slot* destination)
    {
        ulong size = 1UL << (ObjectFactory.SizeBits(type, 0) & 63);
        ulong start = (memory.FreeOffset + size - 1) & ~(size - 1);
        ulong end = start + size;
        ulong address = memory.ObjectAddress + start;
        if (end > memory.ZeroedEnd)
        {
            if (end > memory.SizeBytes || size == 1 || size > LargestZeroed)
            {
                return false;
            }

            Machine.Zero((ulong*)address, size / sizeof(ulong));
        }

        Slot.Store(source, memory.WithFreeOffset(end).Value);
        DerivationTree.InsertNew(ObjectFactory.Create(type, (void*)address, 0, false, true), source, destination);
        ThreadContext.SetBadgeRegister(thread, 0);
        ThreadContext.SetMessageInfoRegister(thread, 0);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(Tcb* thread, ulong* buffer, int index) => index < ThreadContext.MessageRegisterCount
        ? ThreadContext.GetMessageRegister(thread, index)
        : buffer[index + 1];
}
