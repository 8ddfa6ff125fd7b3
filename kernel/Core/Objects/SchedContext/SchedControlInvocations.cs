// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of the authority over a core's time.</summary>
public static unsafe class SchedControlInvocations
{
    /// <summary>Sums of a few periods and the present time have to fit 64 bits of ticks.</summary>
    private const ulong MaximumPeriodTicks = 1ul << 60;

    /// <summary>Decodes and performs an invocation of a SchedControl.</summary>
    public static Outcome Invoke(Message* message, Capability capability)
    {
        if (message->Label != InvocationLabel.SchedControlConfigureFlags)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (message->Length < InvocationShapes.SchedControlConfigureFlagsWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (!Slot.Load(message->ExtraCap0).TryAsSchedContext(out SchedContextCapability target))
        {
            return Message.InvalidCapability(message, 1);
        }

        ulong ticks = Machine.TicksPerMicrosecond;
        ulong minimum = Machine.State->Scheduler.MinimumBudgetTicks / ticks;
        ulong maximum = MaximumPeriodTicks / ticks;
        ulong budget = Message.Word(message, 0);
        ulong period = Message.Word(message, 1);
        ulong extraRefills = Message.Word(message, 2);
        if (budget < minimum || budget > maximum || period < minimum || period > maximum)
        {
            return Message.RangeError(message, minimum, maximum);
        }

        if (budget > period)
        {
            return Message.RangeError(message, minimum, period);
        }

        ulong capacity = Refills.Capacity((int)target.SizeBits);
        if (extraRefills > capacity - Refills.Minimum)
        {
            return Message.RangeError(message, 0, capacity - Refills.Minimum);
        }

        SchedContext* context = target.Object;
        capability.TryAsSchedControl(out SchedControlCapability control);
        context->Core = (ushort)control.Core;
        context->Badge = Message.Word(message, 3);
        context->IsSporadic = Message.Word(message, 4) & (ulong)SchedContextFlags.Sporadic;
        Configure(context, budget * ticks, period * ticks, Refills.Minimum + extraRefills);
        return Outcome.Success;
    }

    private static void Configure(SchedContext* context, ulong budget, ulong period, ulong maximumRefills)
    {
        KernelState* kernel = Machine.State;
        Tcb* thread = context->Thread;
        if (thread != null)
        {
            Scheduler.Remove(thread);
        }

        if (context == kernel->CurrentSchedContext)
        {
            Clock.Commit();
            kernel->Scheduler.IsDeadlineStale = true;
        }

        Refills.Configure(context, budget, period, maximumRefills);
        if (thread == null || !Thread.IsRunnable(thread))
        {
            return;
        }

        if (thread != kernel->CurrentThread)
        {
            Scheduler.Wake(thread);
        }
        else if (!Refills.IsReleased(context))
        {
            Scheduler.Postpone(thread);
        }
    }
}
