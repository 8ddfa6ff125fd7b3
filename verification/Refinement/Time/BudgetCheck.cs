// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Time;

/// <summary>What has to hold of the amounts of time that the specification is only told: who used how much is measured with the
/// clock, not with what the kernel noted.</summary>
/// <remarks>For contexts whose budget is smaller than their period and that are not kept for later (no sporadic flag):
/// in no window of a period, less the margin by which a refill may be used early, more than the budget is used; refills add up to the
/// budget, do not overlap, and the last could be used up in a period from now. For those whose budget is renewed at once: what is left
/// is the budget less what was used since it was renewed. For all: the timer comes before the budget ends and before the next refill,
/// and who runs has a first refill that may be used.
/// Use of time and when refills end are not compared after the timer was late in a history.</remarks>
public sealed unsafe class BudgetCheck(World world)
{
    private readonly Dictionary<ulong, UsedTime> used = [];
    private readonly Dictionary<ulong, ulong> slices = [];
    private SchedContext* running;
    private ulong begin;
    private bool isLate;

    /// <summary>Begins a history.</summary>
    public void Restart()
    {
        used.Clear();
        slices.Clear();
        isLate = false;
    }

    /// <summary>Before the kernel takes a step.</summary>
    public void Begin(Step step)
    {
        running = world.Kernel->CurrentSchedContext;
        begin = world.Computer.Ticks;
        isLate |= step.Kind == StepKind.Timer && begin + (step.Elapsed * HostMachine.Frequency) > world.Computer.Deadline;
    }

    /// <summary>What does not hold after it, null when everything does.</summary>
    /// <param name="step">The step.</param>
    /// <param name="records">The kernel's state, to find the contexts in.</param>
    public string? Compare(Step step, StateRecords records)
    {
        string? problem = CompareCurrent() ?? Spend(step);
        for (int i = 0; i < records.Count && problem == null; i++)
        {
            if (records.KindOf(i) == RecordKind.SchedContext)
            {
                ulong name = records.ContainerOf(i);
                string? broken = CompareContext(name, (SchedContext*)(world.Computer.Memory + name));
                problem = broken == null ? null : $"context {name:x}: {broken}";
            }
        }

        return problem;
    }

    private static Refill RefillAt(SchedContext* context, ulong number)
    {
        var ring = (Refill*)((byte*)context + SchedContext.HeaderBytes);
        return ring[(context->RefillHead + number) % context->RefillMaximum];
    }

    private string? CompareRefills(SchedContext* context, bool isPunctual)
    {
        ulong sum = 0;
        ulong end = 0;
        ulong latest = world.Kernel->Scheduler.NowTicks + context->PeriodTicks + world.Kernel->Scheduler.MarginTicks;
        for (ulong i = 0; i < context->RefillCount; i++)
        {
            Refill refill = RefillAt(context, i);
            if (refill.ReleaseTimeTicks < end)
            {
                return $"refill {i} begins before the one before it ends";
            }

            end = refill.ReleaseTimeTicks + refill.AmountTicks;
            if (isPunctual && end > latest)
            {
                return $"refill {i} ends later than in a period";
            }

            sum += refill.AmountTicks;
        }

        return sum != context->BudgetTicks ? $"refills add up to {sum}, the budget is {context->BudgetTicks}"
            : RefillAt(context, 0).AmountTicks < world.Kernel->Scheduler.MinimumBudgetTicks ? "the first refill is not worth running for"
            : null;
    }

    private string? CompareContext(ulong name, SchedContext* context)
    {
        if (context->RefillMaximum == 0)
        {
            used.Remove(name);
            slices.Remove(name);
            return null;
        }

        if (context->RefillCount == 0 || context->RefillCount > context->RefillMaximum)
        {
            return $"{context->RefillCount} refills of {context->RefillMaximum}";
        }

        if (!Refills.IsRoundRobin(context))
        {
            return CompareRefills(context, !isLate);
        }

        ulong open = context == world.Kernel->CurrentSchedContext ? world.Kernel->Scheduler.ConsumedTicks : 0;
        ulong left = RefillAt(context, 0).AmountTicks - open;
        return !slices.TryAdd(name, left) && slices[name] != left ? $"{left} is left of its time slice, not {slices[name]}" : null;
    }

    /// <summary>Who runs may, and the timer is set for the end of its budget and the first refill of those who wait, or earlier.</summary>
    private string? CompareCurrent()
    {
        SchedulerState* scheduler = &world.Kernel->Scheduler;
        SchedContext* context = world.Kernel->CurrentSchedContext;
        ulong deadline = world.Computer.Deadline;
        if (context->RefillMaximum != 0
            && deadline > scheduler->NowTicks + RefillAt(context, 0).AmountTicks - scheduler->ConsumedTicks)
        {
            return "the timer comes after the end of the current budget";
        }

        if (context->RefillMaximum != 0 && RefillAt(context, 0).ReleaseTimeTicks > scheduler->NowTicks + scheduler->MarginTicks)
        {
            return "who runs does so before its refill may be used";
        }

        foreach (nuint thread in KernelAbstraction.ReleaseOrder((Tcb*)scheduler->ReleaseRoot))
        {
            if (deadline > RefillAt(((Tcb*)thread)->SchedContext, 0).ReleaseTimeTicks)
            {
                return "the timer comes after a refill that a thread waits for";
            }
        }

        return null;
    }

    /// <summary>Charges the context that was running with the time that the step took.</summary>
    private string? Spend(Step step)
    {
        SchedContext* context = running;
        ulong end = world.Computer.Ticks;
        if (context == world.Kernel->IdleSchedContext || context->RefillMaximum == 0)
        {
            return null;
        }

        ulong name = (ulong)((byte*)context - world.Computer.Memory);
        if (Refills.IsRoundRobin(context))
        {
            SpendSlice(name, context->BudgetTicks, end - begin, step.Kind == StepKind.SystemCall && step.Call == SystemCall.Yield);
            return null;
        }

        if (end == begin)
        {
            return null;
        }

        if (!used.TryGetValue(name, out UsedTime? time))
        {
            used[name] = time = new UsedTime();
        }

        ulong most = time.Add(begin, end, context->PeriodTicks - world.Kernel->Scheduler.MarginTicks);
        return isLate || context->IsSporadic != 0 || most <= context->BudgetTicks
            ? null
            : $"context {name:x}: {most} used in a period, the budget is {context->BudgetTicks}";
    }

    private void SpendSlice(ulong name, ulong budget, ulong ticks, bool isGivenUp)
    {
        if (slices.TryGetValue(name, out ulong left))
        {
            left = ticks < left ? left - ticks : 0;
            slices[name] = isGivenUp || left < world.Kernel->Scheduler.MinimumBudgetTicks ? budget : left;
        }
    }
}
