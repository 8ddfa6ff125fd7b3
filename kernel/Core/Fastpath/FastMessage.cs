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

    /// <summary>Whether a message is words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNoCaps(ulong info) => new MessageInfo(info).ExtraCaps == 0;

    /// <summary>As MessageTransfer.Transfer, for a message without capabilities that is not a fault.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transfer(Tcb* sender, ulong info, ulong badge, Tcb* receiver, bool isShort)
    {
        ThreadContext.SetBadgeRegister(receiver, badge);
        if (isShort)
        {
            ThreadContext.SetMessageInfoRegister(receiver, info);
            MessageTransfer.CopyRegisters(sender, receiver, info & Shape);
        }
        else
        {
            ThreadContext.SetMessageInfoRegister(receiver, MessageTransfer.CopyWords(sender, new MessageInfo(info), receiver).Word);
        }
    }
}
