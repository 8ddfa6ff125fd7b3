// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Fastpath;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread asks of the kernel by a system call: the way in, with the fast paths for Yield and the architecture.</summary>
/// <remarks>The entry stub tries those for messages before.</remarks>
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

        return number == (long)SystemCall.Call
            ? HandleCall(capability, info, nowTicks)
            : HandleOrdinary(capability, info, number, nowTicks);
    }

    private static Tcb* HandleCall(ulong address, ulong info, ulong nowTicks)
    {
        Tcb* thread = Machine.State->CurrentThread;
        var root = new Capability(thread->CSpaceRoot.Word0, thread->CSpaceRoot.Word1);
        if (!CSpace.TryFindFlat(root, address, out Slot* slot))
        {
            return HandleOrdinary(address, info, (long)SystemCall.Call, nowTicks);
        }

        var message = new MessageInfo(info);
        if (message.ExtraCaps == 1 && TryInvoke(thread, slot, message))
        {
            return thread;
        }

        if (!Clock.TryEnter(nowTicks))
        {
            return HandleLate(address, info, (long)SystemCall.Call);
        }

        if (message.ExtraCaps == 0 && EndpointCapability.TryAsSender(Slot.Load(slot), out EndpointCapability right))
        {
            EndpointTransfer.Send(thread, right, InvocationKind.Call);
        }
        else
        {
            _ = Invocations.InvokeObject(thread, slot, message, InvocationKind.Call); // Ignored: answered, or repeated.
        }

        return Scheduler.Finish();
    }

    /// <summary>Invocations with one capability in the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryInvoke(Tcb* thread, Slot* slot, MessageInfo message)
    {
        var label = (InvocationLabel)message.Label;
        if (label == ArchFastpath.Label)
        {
            return ArchFastpath.TryCall(thread, slot, message);
        }

        return label == InvocationLabel.UntypedRetype && FastRetype.TryCall(thread, slot, message);
    }
}
