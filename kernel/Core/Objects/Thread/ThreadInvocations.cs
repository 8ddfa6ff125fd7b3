// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of threads.</summary>
public static unsafe partial class ThreadInvocations
{
    /// <summary>Decodes and performs an invocation of a thread; slot is where the capability lies.</summary>
    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        var thread = (Tcb*)capability.ObjectAddress;
        switch (message->Label)
        {
            case InvocationLabel.TcbReadRegisters:
                return RegisterInvocations.Read(message, thread);
            case InvocationLabel.TcbWriteRegisters:
                return RegisterInvocations.Write(message, thread);
            case InvocationLabel.TcbCopyRegisters:
                return RegisterInvocations.Copy(message, thread);
            case InvocationLabel.TcbConfigure:
                return SpaceInvocations.Configure(message, thread);
            case InvocationLabel.TcbSetSpace:
                return SpaceInvocations.SetSpace(message, thread);
            case InvocationLabel.TcbSetIpcBuffer:
                return SpaceInvocations.SetIpcBuffer(message, thread);
            case InvocationLabel.TcbSetTimeoutEndpoint:
                return SpaceInvocations.SetTimeoutEndpoint(message, thread);
            case InvocationLabel.TcbSetPriority:
                return SchedulingInvocations.SetPriority(message, thread);
            case InvocationLabel.TcbSetMaximumControlledPriority:
                return SchedulingInvocations.SetMaximumControlledPriority(message, thread);
            case InvocationLabel.TcbSetSchedParams:
                return SchedulingInvocations.SetSchedParams(message, thread);
            case InvocationLabel.TcbSuspend:
                Thread.Suspend(thread);
                return Outcome.Success;
            case InvocationLabel.TcbResume:
                Thread.Resume(thread);
                return Outcome.Success;
            default:
                return InvokeOther(message, thread);
        }
    }

    private static Outcome InvokeOther(Message* message, Tcb* thread)
    {
        switch (message->Label)
        {
            case InvocationLabel.TcbBindNotification:
                return BindNotification(message, thread);
            case InvocationLabel.TcbUnbindNotification:
                if (thread->BoundNotification == null)
                {
                    return (Outcome)Error.IllegalOperation;
                }

                Thread.UnbindNotification(thread);
                return Outcome.Success;
            case InvocationLabel.TcbSetTlsBase:
                if (message->Length < InvocationShapes.TcbSetTlsBaseWords)
                {
                    return (Outcome)Error.TruncatedMessage;
                }

                ThreadContext.SetTlsBase(thread, Message.Word(message, 0));
                return Outcome.Success;
            case InvocationLabel.TcbSetFlags:
                return SetFlags(message, thread);
            default:
                var outcome = (Outcome)Error.IllegalOperation;
                InvokeDebug(message, thread, ref outcome);
                return outcome;
        }
    }

    /// <summary>Serves an invocation about breakpoints or single stepping; profiles without have no body for it.</summary>
    static partial void InvokeDebug(Message* message, Tcb* thread, ref Outcome outcome);

    private static Outcome BindNotification(Message* message, Tcb* thread)
    {
        if (message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (thread->BoundNotification != null
            || !Slot.Load(message->ExtraCap0).TryAsNotification(out NotificationCapability capability)
            || !capability.CanReceive
            || capability.Object->BoundThread != null
            || capability.Object->State == NotificationState.Waiting)
        {
            return (Outcome)Error.IllegalOperation;
        }

        capability.Object->BoundThread = thread;
        thread->BoundNotification = capability.Object;
        return Outcome.Success;
    }

    private static Outcome SetFlags(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbSetFlagsWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong flags = (thread->Flags & ~Message.Word(message, 0)) | (Message.Word(message, 1) & (ulong)TcbFlags.All);
        thread->Flags = (uint)flags;
        ThreadContext.FlagsChanged(thread);
        Message.SetResult(message, 0, flags);
        return Outcome.Success;
    }
}
