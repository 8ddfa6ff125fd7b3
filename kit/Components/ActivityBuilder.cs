// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>What the compiler makes activities with. Their variables lie in a static from the first await that waits.</summary>
public unsafe struct ActivityBuilder
{
    private ActivityState* state;

    /// <summary>The activity, once it waits or is through.</summary>
    public readonly Activity Task => new(state == null ? null : &state->End);

    /// <summary>A builder for an activity that begins.</summary>
    public static ActivityBuilder Create()
    {
        ActivityBuilder builder;
        builder.state = null;
        return builder;
    }

    /// <summary>Runs it to its first await that waits.</summary>
    public readonly void Start<T>(ref T machine)
        where T : IAsyncStateMachine => machine.MoveNext();

    /// <summary>For state machines that are objects: these are not.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    /// <summary>It is through.</summary>
    public readonly void SetResult()
    {
        if (state != null)
        {
            state->IsUnderWay = false;
            state->End.Signal();
        }
    }

    /// <summary>Components have no exceptions.</summary>
    public readonly void SetException(Exception exception) => Failure.Stop("an activity ended with an exception"u8);

    /// <summary>It waits.</summary>
    public void AwaitOnCompleted<TAwaiter, T>(ref TAwaiter awaiter, ref T machine)
        where TAwaiter : INotifyCompletion
        where T : IAsyncStateMachine
    {
        var awaited = EventAwaiter.TakeUnset();
        if (state == null)
        {
            Store(ref machine);
        }

        awaited->Await(&GoOn<T>);
    }

    /// <summary>It waits.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, T>(ref TAwaiter awaiter, ref T machine)
        where TAwaiter : ICriticalNotifyCompletion
        where T : IAsyncStateMachine => AwaitOnCompleted(ref awaiter, ref machine);

    /// <summary>Moves the variables from the stack to their place; this builder is one of them, so it changes before.</summary>
    private void Store<T>(ref T machine)
        where T : IAsyncStateMachine
    {
        if (Storage<T>.State.IsUnderWay)
        {
            Failure.Stop("the activity is under way already"u8);
        }

        Storage<T>.State.IsUnderWay = true;
        Storage<T>.State.End.Clear();
        state = (ActivityState*)Unsafe.AsPointer(ref Storage<T>.State);
        Storage<T>.Machine = machine;
    }

    private static void GoOn<T>()
        where T : IAsyncStateMachine => Storage<T>.Machine!.MoveNext();

    private static class Storage<T>
    {
        public static T? Machine;
        public static ActivityState State;
    }
}
