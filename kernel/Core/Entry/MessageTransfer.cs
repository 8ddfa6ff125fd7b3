// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
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
    public static void Transfer(Tcb* sender, Endpoint* endpoint, ulong badge, bool canGrant, Tcb* receiver)
    {
        MessageInfo info;
        if (sender->Fault.Type != FaultType.NullFault)
        {
            ulong length = FaultMessages.Write(sender, receiver, AddressSpaces.LookupIpcBuffer(receiver, true));
            info = MessageInfo.Create((ulong)sender->Fault.Type, 0, 0, length);
        }
        else
        {
            info = new MessageInfo(ThreadContext.GetMessageInfoRegister(sender));
            CopyRegisters(sender, receiver, info.Length);
            info = info.Length <= (ulong)ThreadContext.MessageRegisterCount && (!canGrant || info.ExtraCaps == 0)
                ? MessageInfo.Create(info.Label, 0, 0, info.Length)
                : TransferThroughBuffers(sender, endpoint, info, canGrant, receiver);
        }

        ThreadContext.SetBadgeRegister(receiver, badge);
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

    private static void CopyRegisters(Tcb* sender, Tcb* receiver, ulong length)
    {
        for (int i = 0; i < ThreadContext.MessageRegisterCount && (ulong)i < length; i++)
        {
            ThreadContext.SetMessageRegister(receiver, i, ThreadContext.GetMessageRegister(sender, i));
        }
    }

    private static MessageInfo TransferThroughBuffers(Tcb* sender, Endpoint* endpoint, MessageInfo info, bool canGrant, Tcb* receiver)
    {
        ulong length = info.Length < Limits.MessageMaximumLength ? info.Length : Limits.MessageMaximumLength;
        ulong registers = (ulong)ThreadContext.MessageRegisterCount;
        ulong* from = AddressSpaces.LookupIpcBuffer(sender, false);
        ulong* to = AddressSpaces.LookupIpcBuffer(receiver, true);
        if (from == null || to == null)
        {
            return MessageInfo.Create(info.Label, 0, 0, length < registers ? length : registers);
        }

        for (ulong i = registers; i < length; i++)
        {
            to[IpcBufferLayout.MessageWord + i] = from[IpcBufferLayout.MessageWord + i];
        }

        ulong unwrapped = 0;
        ulong caps = canGrant ? CapabilityTransfer.Transfer(sender, from, info.ExtraCaps, endpoint, receiver, to, &unwrapped) : 0;
        return MessageInfo.Create(info.Label, unwrapped, caps, length);
    }
}
