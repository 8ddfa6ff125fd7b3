// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>Messages about faults, and what the replies to them do.</summary>
public static unsafe partial class FaultMessages
{
    // The registers of seL4_UserContext, on the architecture that has the most.
    private const int MostWords = 36;

    /// <summary>Writes the message about a thread's fault into the receiver's message registers; returns its length.</summary>
    [LoopBound(MostWords)]
    public static ulong Write(Tcb* thread, Tcb* receiver, ulong* buffer)
    {
        ulong debugLength = 0;
        WriteDebug(thread, receiver, buffer, ref debugLength);
        if (debugLength != 0)
        {
            return debugLength;
        }

        Fault* fault = &thread->Fault;
        int words;
        switch (fault->Type)
        {
            case FaultType.CapFault:
                MessageTransfer.SetWord(receiver, buffer, (int)CapFaultMessage.Ip, ThreadContext.GetFaultIp(thread));
                MessageTransfer.SetWord(receiver, buffer, (int)CapFaultMessage.Address, fault->Data0);
                MessageTransfer.SetWord(receiver, buffer, (int)CapFaultMessage.InRecvPhase, fault->Data1);
                return MessageTransfer.WriteLookupFailure(receiver, buffer, (int)CapFaultMessage.LookupFailureType, &thread->LookupFailure);
            case FaultType.VmFault:
                MessageTransfer.SetWord(receiver, buffer, (int)VmFaultMessage.Ip, ThreadContext.GetFaultIp(thread));
                MessageTransfer.SetWord(receiver, buffer, (int)VmFaultMessage.Address, fault->Data0);
                MessageTransfer.SetWord(receiver, buffer, (int)VmFaultMessage.PrefetchFault, fault->Data2);
                return MessageTransfer.SetWord(receiver, buffer, (int)VmFaultMessage.Status, fault->Data1);
            case FaultType.Timeout:
                MessageTransfer.SetWord(receiver, buffer, (int)TimeoutMessage.Data, fault->Data0);
                ulong consumed = thread->SchedContext == null ? 0 : Clock.TakeConsumedMicroseconds(thread->SchedContext);
                return MessageTransfer.SetWord(receiver, buffer, (int)TimeoutMessage.Consumed, consumed);
            case FaultType.UnknownSyscall:
                words = ThreadContext.UnknownSyscallMessageLength;
                break;
            default:
                words = ThreadContext.UserExceptionRegisterCount;
                break;
        }

        for (int i = 0; i < words; i++)
        {
            ulong word = fault->Type == FaultType.UnknownSyscall
                ? ThreadContext.GetUnknownSyscallWord(thread, i)
                : ThreadContext.GetUserExceptionWord(thread, i);
            MessageTransfer.SetWord(receiver, buffer, i, word);
        }

        ulong length = MessageTransfer.SetWord(receiver, buffer, words, fault->Data0);
        return fault->Type == FaultType.UnknownSyscall ? length : MessageTransfer.SetWord(receiver, buffer, words + 1, fault->Data1);
    }

    /// <summary>Applies the reply to a fault to the registers of the thread; true when the thread shall go on.</summary>
    /// <remarks>A capability or page fault is always tried again. For the others a label of zero says go on.</remarks>
    [LoopBound(MostWords)]
    public static bool ApplyReply(FaultType type, Tcb* sender, Tcb* thread)
    {
        bool isApplied = false;
        bool goesOn = true;
        ApplyDebugReply(type, sender, thread, ref isApplied, ref goesOn);
        if (isApplied)
        {
            return goesOn;
        }

        int limit;
        switch (type)
        {
            case FaultType.UnknownSyscall:
                limit = ThreadContext.UnknownSyscallMessageLength;
                break;
            case FaultType.UserException:
                limit = ThreadContext.UserExceptionRegisterCount;
                break;
            case FaultType.Timeout:
                limit = ThreadContext.TimeoutReplyLength;
                break;
            default:
                return true;
        }

        var info = new MessageInfo(ThreadContext.GetMessageInfoRegister(sender));
        ulong* buffer = AddressSpaces.LookupIpcBuffer(sender, false);
        if (buffer == null && limit > ThreadContext.MessageRegisterCount)
        {
            limit = ThreadContext.MessageRegisterCount;
        }

        for (int i = 0; i < limit && (ulong)i < info.Length; i++)
        {
            SetRegister(type, thread, i, MessageTransfer.GetWord(sender, buffer, i));
        }

        ThreadContext.RegistersChanged(thread);
        return info.Label == 0;
    }

    /// <summary>Writes the message about a breakpoint or single step, if it is one; profiles without have no body for it.</summary>
    static partial void WriteDebug(Tcb* thread, Tcb* receiver, ulong* buffer, ref ulong length);

    /// <summary>Applies the reply to a breakpoint or single step, if it is one; profiles without have no body for it.</summary>
    static partial void ApplyDebugReply(FaultType type, Tcb* sender, Tcb* thread, ref bool isApplied, ref bool goesOn);

    private static void SetRegister(FaultType type, Tcb* thread, int index, ulong value)
    {
        switch (type)
        {
            case FaultType.UnknownSyscall:
                ThreadContext.SetUnknownSyscallWord(thread, index, value);
                break;
            case FaultType.UserException:
                ThreadContext.SetUserExceptionWord(thread, index, value);
                break;
            default:
                ThreadContext.SetTimeoutReplyWord(thread, index, value);
                break;
        }
    }
}
