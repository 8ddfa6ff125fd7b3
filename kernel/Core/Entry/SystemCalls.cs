// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread asks of the kernel by a system call.</summary>
/// <remarks>The entry stub has saved the registers in the current thread and loads those of whatever thread is current afterwards.
/// The ordinary path for every system call.</remarks>
public static unsafe partial class SystemCalls
{
    /// <summary>The system call that sets the caller's own thread-local-storage base. Source: libsel4, seL4_SysSetTLSBase.</summary>
    private const long SetTlsBaseNumber = -33;

    /// <summary>Serves any system call of the current thread without a fast path.</summary>
    /// <param name="capability">Capability register, as the thread's context also has it.</param>
    /// <param name="info">Message info, as the thread's context also has it.</param>
    /// <param name="number">Which system call.</param>
    /// <param name="nowTicks">The clock.</param>
    /// <returns>The thread that goes on.</returns>
    public static Tcb* HandleOrdinary(ulong capability, ulong info, long number, ulong nowTicks)
    {
        if (!Clock.TryEnter(nowTicks))
        {
            return HandleLate(capability, info, number);
        }

        if (number == (long)SystemCall.Call)
        {
            _ = Invocations.Invoke(
                Machine.State->CurrentThread, capability, new MessageInfo(info), InvocationKind.Call); // Ignored: answered, or repeated.
        }
        else
        {
            Dispatch(capability, new MessageInfo(info), number);
        }

        return Scheduler.Finish();
    }

    /// <summary>A system call when some time may be up: the thread makes it later if that is its own.</summary>
    private static Tcb* HandleLate(ulong capability, ulong info, long number)
    {
        if (Clock.CheckBudgetOrRestart())
        {
            Dispatch(capability, new MessageInfo(info), number);
        }

        return Scheduler.Finish();
    }

    private static void Dispatch(ulong capability, MessageInfo info, long number)
    {
        Tcb* thread = Machine.State->CurrentThread;
        switch ((SystemCall)number)
        {
            case SystemCall.Call:
                _ = Invocations.Invoke(thread, capability, info, InvocationKind.Call); // Ignored: answered, or repeated.
                break;
            case SystemCall.Send:
                _ = Invocations.Invoke(thread, capability, info, InvocationKind.Send); // Ignored: not answered, or repeated.
                break;
            case SystemCall.NBSend:
                _ = Invocations.Invoke(thread, capability, info, InvocationKind.NonBlockingSend); // Ignored: as above.
                break;
            case SystemCall.ReplyRecv:
                SendAndReceive(thread, info, ThreadContext.GetReplyRegister(thread), true);
                break;
            case SystemCall.NBSendRecv:
                SendAndReceive(thread, info, ThreadContext.GetNonBlockingSendRegister(thread), true);
                break;
            case SystemCall.NBSendWait:
                SendAndReceive(thread, info, ThreadContext.GetReplyRegister(thread), false);
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
        if (!isHandled && !ArchSystemCalls.TryHandle(thread, number))
        {
            Faults.UnknownSyscall(thread, number);
        }
    }

    private static void SendAndReceive(Tcb* thread, MessageInfo info, ulong destination, bool canReply)
    {
        if (Invocations.Invoke(thread, destination, info, InvocationKind.FirstPhase) != Outcome.Preempted)
        {
            Receiving.Receive(thread, isBlocking: true, canReply);
        }
    }

    /// <summary>Serves a debug system call; kernels without debug system calls have no body for it.</summary>
    static partial void HandleDebug(Tcb* thread, long number, ref bool isHandled);
}
