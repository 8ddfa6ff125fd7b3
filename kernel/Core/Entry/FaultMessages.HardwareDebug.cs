// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Messages about breakpoints and single steps, and the replies to them.</summary>
public static unsafe partial class FaultMessages
{
    /// <remarks>A single step has no breakpoint, so its message ends before the number of one.</remarks>
    static partial void WriteDebug(Tcb* thread, Tcb* receiver, ulong* buffer, ref ulong length)
    {
        Fault* fault = &thread->Fault;
        if (fault->Type != FaultType.DebugException)
        {
            return;
        }

        MessageTransfer.SetWord(receiver, buffer, (int)DebugExceptionMessage.FaultIp, ThreadContext.GetFaultIp(thread));
        MessageTransfer.SetWord(receiver, buffer, (int)DebugExceptionMessage.ExceptionReason, fault->Data0);
        length = MessageTransfer.SetWord(receiver, buffer, (int)DebugExceptionMessage.TriggerAddress, fault->Data1);
        if (fault->Data0 != (ulong)BreakpointKind.SingleStep)
        {
            length = MessageTransfer.SetWord(receiver, buffer, (int)DebugExceptionMessage.BreakpointNumber, fault->Data2);
        }
    }

    /// <remarks>A label of zero says go on. The first word of the reply to a single step is the number of instructions to the
    /// next.</remarks>
    static partial void ApplyDebugReply(FaultType type, Tcb* sender, Tcb* thread, ref bool isApplied, ref bool goesOn)
    {
        if (type != FaultType.DebugException)
        {
            return;
        }

        var info = new MessageInfo(ThreadContext.GetMessageInfoRegister(sender));
        isApplied = true;
        goesOn = info.Label == 0;
        if (thread->Fault.Data0 == (ulong)BreakpointKind.SingleStep && info.Length != 0)
        {
            ThreadDebug.SetStepCount(thread, ThreadContext.GetMessageRegister(sender, 0));
        }
    }
}
