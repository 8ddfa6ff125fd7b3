// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Oracles;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;
using Caprock.Verification.Refinement.Time;
using Dafny;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>A kernel and the specification that take the same steps, compared after each.</summary>
public sealed unsafe class Lockstep : IDisposable
{
    private const int StepsBetweenChecks = 256;

    private readonly World world;
    private readonly KernelRunner runner;
    private readonly KernelAbstraction abstraction;
    private readonly MessageCheck messages;
    private readonly SpecificationRecords specification = new();
    private readonly Snapshot start;
    private readonly _IState startState;
    private readonly ulong startTicks;
    private readonly ObservedTime time;
    private readonly BudgetCheck? budgets;
    private readonly List<(ulong Name, ulong Slots)> nodes = [];
    private long taken;
    private _IState state;

    /// <summary>Begins with a world.</summary>
    public Lockstep(World world)
    {
        this.world = world;
        runner = new KernelRunner(world);
        abstraction = new KernelAbstraction(world);
        messages = new MessageCheck(world);
        start = new Snapshot(world);
        startTicks = world.Computer.Ticks;
        time = new ObservedTime(world);
        budgets = world.IsTimed ? new BudgetCheck(world) : null;
        startState = SpecificationImport.Read(abstraction.Write([]));
        state = startState;
        if (specification.FingerprintOf(state) != abstraction.Records.Fingerprint)
        {
            throw new InvalidOperationException("the first state is read wrongly:\n" + Difference());
        }
    }

    /// <summary>The world.</summary>
    public World World => world;

    /// <summary>The specification's state.</summary>
    internal _IState State => state;

    /// <summary>What tells the state of both from other states.</summary>
    public Fingerprint Fingerprint => abstraction.Records.Fingerprint;

    /// <summary>The kernel's state as records.</summary>
    internal StateRecords Records => abstraction.Records;

    /// <summary>Whether a thread runs.</summary>
    public bool HasRunner => world.Kernel->CurrentThread != world.Kernel->IdleThread;

    /// <inheritdoc/>
    public void Dispose() => world.Dispose();

    /// <summary>Goes back to the beginning.</summary>
    public void Restart() => Return(new Position([], startTicks, startState));

    /// <summary>Where to go back to.</summary>
    internal Position Remember() => new(start.ChangesIn(world), world.Computer.Ticks, state);

    /// <summary>Goes back.</summary>
    internal void Return(Position position)
    {
        world.Computer.Enter();
        start.Restore(world, position.Changes);
        world.Computer.Ticks = position.Ticks;
        world.Computer.Deadline = world.Kernel->Scheduler.TimerTicks;
        budgets?.Restart();
        state = position.State;
    }

    /// <summary>From time to time holds the fingerprint that is kept up to date against one that is made anew.</summary>
    private void CheckFingerprints()
    {
        if (++taken % StepsBetweenChecks == 0 && SpecificationRecords.Write(state).Fingerprint != specification.FingerprintOf(state))
        {
            throw new InvalidOperationException("the fingerprint of the specification's state is wrong");
        }
    }

    private string Difference() =>
        string.Join('\n', abstraction.Records.DifferencesFrom(SpecificationRecords.Write(state)));

    private List<(ulong Name, ulong Slots)> ContainersOf(_IState state)
    {
        nodes.Clear();
        var objects = Map<BigInteger, _IObject>.FromIMap(state.dtor_objects);
        for (int i = 0; i < objects.Count; i++)
        {
            if (objects.ValueList[i] is Object_CNode node)
            {
                nodes.Add(((ulong)objects.KeyList[i], 1UL << (int)node._radix));
            }
            else if (objects.ValueList[i] is Object_Thread)
            {
                nodes.Add(((ulong)objects.KeyList[i], 0));
            }
        }

        return nodes;
    }

    /// <summary>Takes a step with both.</summary>
    /// <returns>Text of the difference found, null without one.</returns>
    public string? Take(Step step)
    {
        world.Computer.Enter();
        Watchdog.Note();
        _IState old = state;
        _IMessage called = Oracle.MessageOf(step);
        time.Note(step);
        state = step.Kind == StepKind.Timer ? old : Oracle.Predict(old, step, called);
        if (step.IsPreempted && !Oracle.CanRepeat(old, state, step))
        {
            step = step with { IsPreempted = false };
        }

        try
        {
            runner.Prepare(step);
            messages.Note(old);
            budgets?.Begin(step);
            runner.Take(step);
            state = time.Follow(state, step);
            StateRecords kernel = abstraction.Write(ContainersOf(state));
            CheckFingerprints();
            return kernel.Fingerprint == specification.FingerprintOf(state)
                ? messages.Compare(old, state, step.Kind == StepKind.SystemCall ? called : null, Oracle.IsAnswerOpen(step))
                    ?? budgets?.Compare(step, kernel)
                : Difference();
        }
        catch (Exception problem) when (problem is BrokenKernelException or InvalidOperationException or NullReferenceException)
        {
            return "kernel: " + problem.Message;
        }
    }
}
