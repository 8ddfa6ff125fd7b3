// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Copies a message from one thread to another.</summary>
/// <remarks>Words that do not travel in registers need both IPC buffers; without one the message is cut off. What was transferred
/// is what the receiver's message info says.</remarks>
public static unsafe class MessageTransfer
{
    /// <summary>Transfers the sender's message, or the one about its fault.</summary>
    /// <param name="sender">Thread that sent or faulted.</param>
    /// <param name="endpoint">Endpoint used; capabilities to it are unwrapped. Null for a reply.</param>
    /// <param name="badge">Badge of the capability used.</param>
    /// <param name="canGrant">Whether capabilities may be transferred.</param>
    /// <param name="receiver">Thread that receives.</param>
    // Bound: a system call sends one message, may raise a timeout fault for whom it replied to, and receives one.
    [CallLimit(3)]
    public static void Transfer(Tcb* sender, Endpoint* endpoint, ulong badge, bool canGrant, Tcb* receiver)
    {
        var info = new MessageInfo(ThreadContext.GetMessageInfoRegister(sender));
        ThreadContext.SetBadgeRegister(receiver, badge);
        if (sender->Fault.Type != FaultType.NullFault)
        {
            info = CopyFault(sender, receiver);
        }
        else if (canGrant && info.ExtraCaps != 0)
        {
            info = CopyWithCaps(sender, endpoint, info, receiver);
        }
        else if (info.Length > (ulong)ThreadContext.MessageRegisterCount)
        {
            info = CopyWords(sender, info, receiver);
        }
        else
        {
            CopyRegisters(sender, receiver, info.Length);
            info = info.WithExtraCaps(0).WithCapsUnwrapped(0);
        }

        ThreadContext.SetMessageInfoRegister(receiver, info.Word);
    }

    /// <summary>Sets a message word of a thread, if there is a place for it; returns the length of a message that ends with it.</summary>
    public static ulong SetWord(Tcb* thread, ulong* buffer, int index, ulong value)
    {
        if (index < ThreadContext.MessageRegisterCount)
        {
            ThreadContext.SetMessageRegister(thread, index, value);
        }
        else if (buffer != null)
        {
            buffer[IpcBufferLayout.MessageWord + index] = value;
        }
        else
        {
            return (ulong)ThreadContext.MessageRegisterCount;
        }

        return (ulong)index + 1;
    }

    /// <summary>A message word of a thread; the buffer must not be null for those that are not in registers.</summary>
    public static ulong GetWord(Tcb* thread, ulong* buffer, int index) =>
        index < ThreadContext.MessageRegisterCount
            ? ThreadContext.GetMessageRegister(thread, index)
            : buffer[IpcBufferLayout.MessageWord + index];

    /// <summary>Writes why a lookup failed, beginning at a message word; returns the length of the message that ends with it.</summary>
    public static ulong WriteLookupFailure(Tcb* thread, ulong* buffer, int index, LookupFailure* failure)
    {
        ulong length = SetWord(thread, buffer, index, (ulong)failure->Type);
        if (failure->Type == LookupFailureType.InvalidRoot)
        {
            return length;
        }

        length = SetWord(thread, buffer, index + 1, failure->BitsLeft);
        switch (failure->Type)
        {
            case LookupFailureType.DepthMismatch:
                return SetWord(thread, buffer, index + 2, failure->BitsFound);
            case LookupFailureType.GuardMismatch:
                SetWord(thread, buffer, index + 2, failure->GuardFound);
                return SetWord(thread, buffer, index + 3, failure->BitsFound);
            default:
                return length;
        }
    }

    /// <summary>Copies as many words of a message as travel in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRegisters(Tcb* sender, Tcb* receiver, ulong length)
    {
        if (length == 0)
        {
            return;
        }

        ThreadContext.SetMessageRegister(receiver, 0, ThreadContext.GetMessageRegister(sender, 0));
        if (length > 1)
        {
            ThreadContext.SetMessageRegister(receiver, 1, ThreadContext.GetMessageRegister(sender, 1));
        }

        if (length > 2)
        {
            ThreadContext.SetMessageRegister(receiver, 2, ThreadContext.GetMessageRegister(sender, 2));
        }

        if (length > 3)
        {
            ThreadContext.SetMessageRegister(receiver, 3, ThreadContext.GetMessageRegister(sender, 3));
        }
    }

    /// <summary>Copies the words of a message of any length; returns what the receiver learns of it.</summary>
    [LoopBound(Limits.MessageMaximumLength)]
    public static MessageInfo CopyWords(Tcb* sender, MessageInfo info, Tcb* receiver)
    {
        ulong registers = (ulong)ThreadContext.MessageRegisterCount;
        ulong length = info.Length < Limits.MessageMaximumLength ? info.Length : Limits.MessageMaximumLength;
        if (length <= registers)
        {
            CopyRegisters(sender, receiver, length);
            return MessageInfo.Create(info.Label, 0, 0, length);
        }

        CopyRegisters(sender, receiver, registers);
        ulong* from = AddressSpaces.LookupIpcBuffer(sender, false);
        ulong* to = AddressSpaces.LookupIpcBuffer(receiver, true);
        if (from == null || to == null)
        {
            return MessageInfo.Create(info.Label, 0, 0, registers);
        }

        from += IpcBufferLayout.MessageWord;
        to += IpcBufferLayout.MessageWord;
        for (ulong i = registers; i < length; i++)
        {
            to[i] = from[i];
        }

        return MessageInfo.Create(info.Label, 0, 0, length);
    }

    /// <summary>Writes the message about a thread's fault.</summary>
    private static MessageInfo CopyFault(Tcb* sender, Tcb* receiver)
    {
        ulong length = FaultMessages.Write(sender, receiver, AddressSpaces.LookupIpcBuffer(receiver, true));
        return MessageInfo.Create((ulong)sender->Fault.Type, 0, 0, length);
    }

    /// <summary>Copies a message with capabilities, as far as both threads have IPC buffers.</summary>
    private static MessageInfo CopyWithCaps(Tcb* sender, Endpoint* endpoint, MessageInfo info, Tcb* receiver)
    {
        MessageInfo copied = CopyWords(sender, info, receiver);
        ulong* from = AddressSpaces.LookupIpcBuffer(sender, false);
        ulong* to = AddressSpaces.LookupIpcBuffer(receiver, true);
        if (from == null || to == null)
        {
            return copied;
        }

        ulong unwrapped = 0;
        ulong caps = CapabilityTransfer.Transfer(sender, from, info.ExtraCaps, endpoint, receiver, to, &unwrapped);
        return MessageInfo.Create(info.Label, unwrapped, caps, copied.Length);
    }
}
