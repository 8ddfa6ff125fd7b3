// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;
using Dafny;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>Tells the specification, which knows no amounts of time, what the kernel's clock and refills say: whose budget is usable,
/// whose time slice is over, how much was used, and who of those that wait for budget gets it first. What follows from that is the
/// specification's to say.</summary>
internal sealed unsafe class ObservedTime(World world)
{
    private bool isSliceOver;

    /// <summary>Notes before a step whether it ends the current time slice: when less than the smallest budget would be left.</summary>
    public void Note(Step step)
    {
        SchedulerState* scheduler = &world.Kernel->Scheduler;
        SchedContext* context = world.Kernel->CurrentSchedContext;
        ulong used = scheduler->ConsumedTicks + (step.Elapsed * HostMachine.Frequency);
        isSliceOver = step.Kind == StepKind.Timer && context->RefillMaximum != 0
            && Refills.Head(context)->AmountTicks < used + scheduler->MinimumBudgetTicks;
    }

    /// <summary>The specification's state after the kernel has taken a step: of one that lets time pass, what that leads to; of every one,
    /// with what can be used from now on.</summary>
    public _IState Follow(_IState state, Step step)
    {
        if (!world.IsTimed)
        {
            return state;
        }

        return step.Kind == StepKind.Timer ? Observe(Pass(state, step)) : Observe(state);
    }

    private _IState Pass(_IState state, Step step)
    {
        _IOption<BigInteger> current = state.dtor_processor.dtor_current;
        _IOption<BigInteger> running = current.is_Some
            ? Spec.Access.__default.ThreadAt(state, current.dtor_value).dtor_context
            : Option<BigInteger>.create_None();
        bool hasBudget = false;
        foreach ((BigInteger name, _IContextObject context) in ContextsOf(state))
        {
            bool isReleased = IsReleased(name);
            bool isRunning = running.is_Some && running.dtor_value == name;
            hasBudget |= isRunning && isReleased;
            state = Changed(
                state, name, context, isRunning ? context.dtor_hasBudget : isReleased,
                context.dtor_consumed + (isRunning ? step.Elapsed : 0));
        }

        return isSliceOver ? Oracle.PredictTimeUp(state, hasBudget) : Spec.Threads.__default.Finish(state);
    }

    private _IState Observe(_IState state)
    {
        foreach ((BigInteger name, _IContextObject context) in ContextsOf(state))
        {
            state = Changed(state, name, context, IsReleased(name), ObjectRecords.ConsumedMicroseconds(At(name)));
        }

        _IProcessor processor = state.dtor_processor;
        if (processor.dtor_release.Count < 2)
        {
            return state;
        }

        BigInteger[] order =
        [
            .. KernelAbstraction.ReleaseOrder((Tcb*)world.Kernel->Scheduler.ReleaseRoot)
                .Select(it => new BigInteger((ulong)it - (ulong)world.Computer.Memory)),
        ];
        return order.Order().SequenceEqual(processor.dtor_release.Order()) ? WithRelease(state, processor, order) : state;
    }

    private static _IState WithRelease(_IState state, _IProcessor processor, BigInteger[] order) => Spec.State.State.create(
        state.dtor_objects, state.dtor_caps, state.dtor_tree,
        Processor.create(
            processor.dtor_current, processor.dtor_ready, Sequence<BigInteger>.FromArray(order), processor.dtor_domain, processor.dtor_time,
            processor.dtor_pending, processor.dtor_schedule, processor.dtor_scheduleIndex, processor.dtor_scheduleStart,
            processor.dtor_isDomainOver),
        state.dtor_asidPools, state.dtor_irqs, state.dtor_ports);

    private static List<(BigInteger Name, _IContextObject Context)> ContextsOf(_IState state)
    {
        var found = new List<(BigInteger, _IContextObject)>();
        var objects = Map<BigInteger, _IObject>.FromIMap(state.dtor_objects);
        for (int i = 0; i < objects.Count; i++)
        {
            if (objects.ValueList[i] is Object_SchedContext it)
            {
                found.Add((objects.KeyList[i], it._schedule));
            }
        }

        return found;
    }

    private static _IState Changed(_IState state, BigInteger name, _IContextObject it, bool hasBudget, BigInteger consumed) =>
        hasBudget == it.dtor_hasBudget && consumed == it.dtor_consumed
            ? state
            : Spec.Access.__default.AlterContext(state, name, ContextObject.create(
                it.dtor_bits, it.dtor_core, it.dtor_period, it.dtor_budget, consumed, it.dtor_badge, it.dtor_isSporadic,
                it.dtor_maximumRefills, it.dtor_refills, it.dtor_thread, it.dtor_reply, it.dtor_notification, it.dtor_yieldFrom,
                hasBudget));

    private SchedContext* At(BigInteger name) => (SchedContext*)(world.Computer.Memory + (ulong)name);

    private bool IsReleased(BigInteger name) => At(name)->RefillMaximum != 0 && Refills.IsReleased(At(name));
}
