// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Fastpath;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread asks of the kernel by a system call: the way in, with the fast paths for long messages, Yield and
/// the architecture.</summary>
/// <remarks>The entry stub tries those for short ones before.</remarks>
public static unsafe partial class SystemCalls
{
    /// <summary>Serves a system call of the current thread; an unknown number is a fault of the thread.</summary>
    /// <param name="capability">Capability register, as the thread's context also has it.</param>
    /// <param name="info">Message info, as the thread's context also has it.</param>
    /// <param name="number">Which system call.</param>
    /// <param name="nowTicks">The clock.</param>
    /// <returns>The thread that goes on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tcb* Handle(ulong capability, ulong info, long number, ulong nowTicks)
    {
        if (number == (long)SystemCall.Yield && Clock.TryEnter(nowTicks))
        {
            Clock.Yield();
            return Scheduler.Finish();
        }

        if (number == (long)SystemCall.Call && new MessageInfo(info).ExtraCaps == 1)
        {
            return HandleWithCapability(capability, info, nowTicks);
        }

        return FastMessage.IsLong(info) && number >= (long)SystemCall.ReplyRecv
            ? HandleLong(capability, info, number, nowTicks)
            : HandleOrdinary(capability, info, number, nowTicks);
    }

    /// <summary>Call with one capability in the message.</summary>
    private static Tcb* HandleWithCapability(ulong capability, ulong info, ulong nowTicks)
    {
        Tcb* thread = Machine.State->CurrentThread;
        var message = new MessageInfo(info);
        var label = (InvocationLabel)message.Label;
        bool isDone = false;
        if (label == ArchFastpath.Label)
        {
            isDone = ArchFastpath.TryCall(thread, capability, message);
        }
        else if (label == InvocationLabel.UntypedRetype)
        {
            isDone = FastRetype.TryCall(thread, capability, message);
        }

        return isDone ? thread : HandleOrdinary(capability, info, (long)SystemCall.Call, nowTicks);
    }

    /// <summary>Call or ReplyRecv with a long message; the numbers before theirs are nobody's.</summary>
    private static Tcb* HandleLong(ulong capability, ulong info, long number, ulong nowTicks)
    {
        DirectSwitch direct = default;
        if (number == (long)SystemCall.Call)
        {
            direct = FastCall.TryLong(capability, info);
        }
        else if (number == (long)SystemCall.ReplyRecv)
        {
            direct = FastReplyReceive.TryLong(capability, info);
        }

        Tcb* next = DirectSwitch.Complete(direct);
        return next != null ? next : HandleOrdinary(capability, info, number, nowTicks);
    }
}
