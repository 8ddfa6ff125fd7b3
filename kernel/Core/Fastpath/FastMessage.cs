// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Fastpath;

/// <summary>Messages without capabilities.</summary>
internal static unsafe class FastMessage
{
    /// <summary>Reads the capability that a system call of a thread names, if one CNode translates the whole address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLookup(Tcb* thread, ulong address, out Capability capability)
    {
        var root = new Capability(thread->CSpaceRoot.Word0, thread->CSpaceRoot.Word1);
        if (!CSpace.TryFindFlat(root, address, out Slot* slot))
        {
            capability = default;
            return false;
        }

        capability = Slot.Load(slot);
        return true;
    }

    /// <summary>Everything in a message info but the label, which is the length of a message without capabilities.</summary>
    private static ulong Shape
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MessageInfo.Create(0, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue).Word;
    }

    /// <summary>Whether a message is words in registers and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShort(ulong info) => (info & Shape) <= (ulong)ThreadContext.MessageRegisterCount;

    /// <summary>Whether a message has words in the IPC buffer and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLong(ulong info) =>
        (info & Shape) > (ulong)ThreadContext.MessageRegisterCount && (info & Shape) <= Limits.MessageMaximumLength;

    /// <summary>Whether a message is words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNoCaps(ulong info) => (info & MessageInfo.Create(0, 0, ulong.MaxValue, 0).Word) == 0;

    /// <summary>Finds both threads' IPC buffers; false when words in them would not get from one to the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFindBuffers(Tcb* sender, Tcb* receiver, out ulong* from, out ulong* to)
    {
        from = AddressSpaces.LookupIpcBuffer(sender, false);
        to = AddressSpaces.LookupIpcBuffer(receiver, true);
        return from != null && to != null;
    }

    /// <summary>As MessageTransfer.Transfer, for a short message that is not a fault.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transfer(Tcb* sender, ulong info, ulong badge, Tcb* receiver)
    {
        ThreadContext.SetBadgeRegister(receiver, badge);
        ThreadContext.SetMessageInfoRegister(receiver, info);
        MessageTransfer.CopyRegisters(sender, receiver, info & Shape);
    }

    /// <summary>As MessageTransfer.Transfer, for a long message between two IPC buffers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransferLong(Tcb* sender, ulong info, ulong badge, Tcb* receiver, ulong* from, ulong* to)
    {
        ThreadContext.SetBadgeRegister(receiver, badge);
        ThreadContext.SetMessageInfoRegister(receiver, info);
        MessageTransfer.CopyRegisters(sender, receiver, (ulong)ThreadContext.MessageRegisterCount);
        CopyBuffer(from, to, info & Shape);
    }

    /// <summary>Copies the words that are not in registers, two at a time, so that there are half as many turns as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBuffer(ulong* from, ulong* to, ulong length)
    {
        from += IpcBufferLayout.MessageWord;
        to += IpcBufferLayout.MessageWord;
        ulong* end = from + length;
        from += ThreadContext.MessageRegisterCount;
        to += ThreadContext.MessageRegisterCount;
        for (; from + 1 < end; from += 2, to += 2)
        {
            ulong word = from[1];
            to[0] = from[0];
            to[1] = word;
        }

        if (from < end)
        {
            *to = *from;
        }
    }
}
