// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>What is different when time passes.</summary>
public sealed unsafe partial class ThreadScenario
{
    private const ulong Millisecond = 1000;

    /// <summary>Contexts that are refilled at once and others in turn; or plenty of time for all.</summary>
    private void GiveTime(World world, SchedContext* context, Tcb* thread, int number)
    {
        if (!isTimed)
        {
            world.GiveTime(context, thread);
        }
        else if (number % 2 == 0)
        {
            world.GiveTime(context, thread, Millisecond * 10, Millisecond * 10, 2);
        }
        else
        {
            world.GiveTime(context, thread, Millisecond * 5, Millisecond * 20, 4);
        }
    }

    private static Step Pass(Random random) => new() { Kind = StepKind.Timer, Elapsed = Millisecond * (ulong)random.Next(1, 12) };

    /// <summary>The step, or time that passes: also in place of those that give a context another budget or give it up, for which the
    /// specification would have to know amounts.</summary>
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

        return isOfAmounts || random.Next(6) == 0 ? Pass(random) : step;
    }
}
