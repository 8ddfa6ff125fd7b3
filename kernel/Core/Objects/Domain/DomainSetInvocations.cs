// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of the authority over domains.</summary>
public static unsafe class DomainSetInvocations
{
    private const ulong DomainArgument = 0;
    private const ulong ThreadArgument = 1;
    private const ulong DurationArgument = 2;

    /// <summary>Decodes and performs an invocation of a DomainSet.</summary>
    public static Outcome Invoke(Message* message)
    {
        switch (message->Label)
        {
            case InvocationLabel.DomainSetSet:
                return Set(message);
            case InvocationLabel.DomainSetScheduleConfigure:
                return ScheduleConfigure(message);
            case InvocationLabel.DomainSetScheduleSetStart:
                return ScheduleSetStart(message);
            default:
                return (Outcome)Error.IllegalOperation;
        }
    }

    private static Outcome Set(Message* message)
    {
        if (message->Length < InvocationShapes.DomainSetSetWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong domain = Message.Word(message, 0);
        if (domain >= ProfileParameters.DomainCount)
        {
            return Message.InvalidArgument(message, DomainArgument);
        }

        if (!Slot.Load(message->ExtraCap0).TryAsThread(out ThreadCapability thread))
        {
            return Message.InvalidArgument(message, ThreadArgument);
        }

        Thread.SetDomain(thread.Object, (byte)domain);
        return Outcome.Success;
    }

    private static Outcome ScheduleConfigure(Message* message)
    {
        if (message->Length < InvocationShapes.DomainSetScheduleConfigureWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong index = Message.Word(message, 0);
        ulong domain = Message.Word(message, 1);
        ulong duration = Message.Word(message, 2);
        if (index >= ProfileParameters.DomainScheduleEntries)
        {
            return Message.RangeError(message, 0, ProfileParameters.DomainScheduleEntries - 1);
        }

        if (domain >= ProfileParameters.DomainCount)
        {
            return Message.RangeError(message, 0, ProfileParameters.DomainCount - 1);
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (duration > DomainSchedule.MaximumDurationTicks || (duration == 0 && (domain != 0 || index == scheduler->DomainStart)))
        {
            return Message.InvalidArgument(message, DurationArgument);
        }

        scheduler->DomainSchedule[index].Domain = domain;
        scheduler->DomainSchedule[index].DurationTicks = duration;
        return Outcome.Success;
    }

    private static Outcome ScheduleSetStart(Message* message)
    {
        if (message->Length < InvocationShapes.DomainSetScheduleSetStartWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong index = Message.Word(message, 0);
        if (index >= ProfileParameters.DomainScheduleEntries)
        {
            return Message.RangeError(message, 0, ProfileParameters.DomainScheduleEntries - 1);
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (scheduler->DomainSchedule[index].DurationTicks == 0)
        {
            return Message.InvalidArgument(message, DomainArgument);
        }

        scheduler->DomainStart = index;
        Scheduler.RescheduleRequired();
        DomainSchedule.Enter(index);
        return Outcome.Success;
    }
}
