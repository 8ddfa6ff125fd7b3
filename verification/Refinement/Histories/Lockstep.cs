// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Oracles;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>A kernel and the specification that take the same steps, compared after each.</summary>
public sealed unsafe class Lockstep : IDisposable
{
    private readonly World world;
    private readonly KernelRunner runner;
    private readonly KernelAbstraction abstraction;
    private readonly MessageCheck messages;
    private readonly SpecificationRecords specification = new();
    private readonly Snapshot start;
    private readonly _IState startState;
    private _IState state;

    /// <summary>Begins with a world.</summary>
    public Lockstep(World world)
    {
        this.world = world;
        runner = new KernelRunner(world);
        abstraction = new KernelAbstraction(world);
        messages = new MessageCheck(world);
        start = new Snapshot(world);
        startState = SpecificationImport.Read(abstraction.Write([]));
        state = startState;
        if (!specification.Write(state).IsSameAs(abstraction.Records))
        {
            throw new InvalidOperationException(
                "the first state is read wrongly:\n" + string.Join('\n', abstraction.Records.DifferencesFrom(specification.Records)));
        }
    }

    /// <summary>The world.</summary>
    public World World => world;

    /// <summary>The specification's state.</summary>
    internal _IState State => state;

    /// <summary>The state of both.</summary>
    public StateRecords Records => abstraction.Records;

    /// <summary>Whether a thread runs.</summary>
    public bool HasRunner => world.Kernel->CurrentThread != world.Kernel->IdleThread;

    /// <inheritdoc/>
    public void Dispose() => world.Dispose();

    /// <summary>Goes back to the beginning.</summary>
    public void Restart() => Return(new Position([], startState));

    /// <summary>Where to go back to.</summary>
    internal Position Remember() => new(start.ChangesIn(world), state);

    /// <summary>Goes back.</summary>
    internal void Return(Position position)
    {
        world.Computer.Enter();
        start.Restore(world, position.Changes);
        state = position.State;
    }

    private static IEnumerable<(ulong Name, ulong Slots)> NodesOf(_IState state)
    {
        foreach (var pair in state.dtor_objects.ItemEnumerable)
        {
            if (pair.Cdr.is_CNode)
            {
                yield return ((ulong)pair.Car, 1UL << (int)pair.Cdr.dtor_radix);
            }
        }
    }

    /// <summary>Takes a step with both.</summary>
    /// <returns>Text of the difference found, null without one.</returns>
    public string? Take(Step step)
    {
        world.Computer.Enter();
        _IState old = state;
        _IMessage called = Oracle.MessageOf(step);
        state = Oracle.Predict(old, step, called);
        if (step.IsPreempted && !Oracle.CanRepeat(old, state, step))
        {
            step = step with { IsPreempted = false };
        }

        try
        {
            runner.Prepare(step);
            messages.Note(old);
            runner.Take(step);
            StateRecords kernel = abstraction.Write(NodesOf(state));
            return kernel.IsSameAs(specification.Write(state))
                ? messages.Compare(old, state, step.Kind == StepKind.SystemCall ? called : null, Oracle.IsAnswerOpen(step))
                : string.Join('\n', kernel.DifferencesFrom(specification.Records));
        }
        catch (Exception problem) when (problem is BrokenKernelException or InvalidOperationException)
        {
            return "kernel: " + problem.Message;
        }
    }
}
