// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>What is different when time passes.</summary>
public sealed unsafe partial class ThreadScenario
{
    private const ulong Millisecond = 1000;
    private const int LongestPass = 12;

    private static readonly (ulong Budget, ulong Period, ulong Refills)[] Budgets = [(10, 10, 2), (5, 20, 4), (4, 12, 3), (5, 16, 2)];

    private bool isPunctual;

    /// <summary>A context that is refilled at once and others with less than their period; or plenty of time for all.</summary>
    private void GiveTime(World world, SchedContext* context, Tcb* thread, int number)
    {
        if (!isTimed)
        {
            world.GiveTime(context, thread);
        }
        else
        {
            (ulong budget, ulong period, ulong refills) = Budgets[number];
            world.GiveTime(context, thread, Millisecond * budget, Millisecond * period, refills);
        }
    }

    /// <summary>Time passes; in most histories not beyond when the timer is set for.</summary>
    private Step Pass(World world, Random random)
    {
        ulong microseconds = random.Next(3) switch
        {
            0 => Millisecond * (ulong)random.Next(1, LongestPass),
            1 => (ulong)random.Next(LongestPass * 1000),
            _ => (ulong)random.Next(1 << random.Next(4, 12)),
        };
        ulong ticks = world.Computer.Deadline - Math.Min(world.Computer.Deadline, world.Computer.Ticks);
        return new Step
        {
            Kind = StepKind.Timer, Elapsed = isPunctual ? Math.Min(microseconds, ticks / HostMachine.Frequency) : microseconds,
        };
    }

    /// <summary>The step, or a question for the time used, or time that passes: also in place of those that give a context another
    /// budget or give it up, for which the specification would have to know amounts.</summary>
    private Step InTime(World world, Step step, Random random)
    {
        SchedContext* context = world.Kernel->CurrentSchedContext;
        bool isOfAmounts = step.Kind == StepKind.SystemCall
            && ((step.Call == SystemCall.Yield && context->PeriodTicks != context->BudgetTicks)
                || (InvocationLabel)step.Label == InvocationLabel.SchedControlConfigureFlags);
        if (random.Next(30) == 0)
        {
            return Step.Invoke(Pick(threads, random), InvocationLabel.TcbSetTimeoutEndpoint, [Pick(endpoints, random)]);
        }

        return isOfAmounts || random.Next(6) == 0 ? Pass(world, random)
            : random.Next(12) == 0 ? Step.Invoke(Pick(contexts, random), InvocationLabel.SchedContextConsumed, [])
            : step;
    }
}
