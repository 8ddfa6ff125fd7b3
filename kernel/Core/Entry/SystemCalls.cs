// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread asks of the kernel by a system call.</summary>
/// <remarks>The entry stub has saved the registers in the current thread and loads those of whatever thread is current afterwards.
/// The slow path for every system call: a fast path, when there is one, goes before Handle.</remarks>
public static unsafe partial class SystemCalls
{
    /// <summary>The system call that sets the caller's own thread-local-storage base. Source: libsel4, seL4_SysSetTLSBase.</summary>
    private const long SetTlsBaseNumber = -33;

    /// <summary>Serves a system call of the current thread; an unknown number is a fault of the thread.</summary>
    public static void Handle(long number)
    {
        Clock.Update();
        if (Clock.CheckBudgetOrRestart())
        {
            Dispatch(number);
        }

        Scheduler.Finish();
    }

    private static void Dispatch(long number)
    {
        Tcb* thread = Machine.State->CurrentThread;
        ulong capability = ThreadContext.GetCapabilityRegister(thread);
        switch ((SystemCall)number)
        {
            case SystemCall.Call:
                _ = Invocations.Invoke(thread, capability, InvocationKind.Call); // Ignored: the thread was answered, or makes its call again.
                break;
            case SystemCall.Send:
                _ = Invocations.Invoke(thread, capability, InvocationKind.Send); // Ignored: the thread was answered, or makes its call again.
                break;
            case SystemCall.NBSend:
                _ = Invocations.Invoke(thread, capability, InvocationKind.NonBlockingSend); // Ignored: the thread was answered, or makes its call again.
                break;
            case SystemCall.ReplyRecv:
                SendAndReceive(thread, ThreadContext.GetReplyRegister(thread), true);
                break;
            case SystemCall.NBSendRecv:
                SendAndReceive(thread, ThreadContext.GetNonBlockingSendRegister(thread), true);
                break;
            case SystemCall.NBSendWait:
                SendAndReceive(thread, ThreadContext.GetReplyRegister(thread), false);
                break;
            case SystemCall.Recv:
                Receiving.Receive(thread, isBlocking: true, canReply: true);
                break;
            case SystemCall.NBRecv:
                Receiving.Receive(thread, isBlocking: false, canReply: true);
                break;
            case SystemCall.Wait:
                Receiving.Receive(thread, isBlocking: true, canReply: false);
                break;
            case SystemCall.NBWait:
                Receiving.Receive(thread, isBlocking: false, canReply: false);
                break;
            case SystemCall.Yield:
                Clock.Yield();
                break;
            default:
                DispatchOther(thread, number);
                break;
        }
    }

    private static void DispatchOther(Tcb* thread, long number)
    {
        bool isHandled = false;
        if (ProfileParameters.HasSetTlsBaseOfSelf && number == SetTlsBaseNumber)
        {
            ThreadContext.SetTlsBase(thread, ThreadContext.GetCapabilityRegister(thread));
            return;
        }

        HandleDebug(thread, number, ref isHandled);
        if (!isHandled)
        {
            Faults.UnknownSyscall(thread, number);
        }
    }

    private static void SendAndReceive(Tcb* thread, ulong destination, bool canReply)
    {
        if (Invocations.Invoke(thread, destination, InvocationKind.FirstPhase) != Outcome.Preempted)
        {
            Receiving.Receive(thread, isBlocking: true, canReply);
        }
    }

    /// <summary>Serves a debug system call; kernels without debug system calls have no body for it.</summary>
    static partial void HandleDebug(Tcb* thread, long number, ref bool isHandled);
}
