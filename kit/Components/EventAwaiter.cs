// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>What the compiler asks when an event or an activity is awaited.</summary>
public readonly unsafe struct EventAwaiter : INotifyCompletion
{
    private static Event* unset;

    private readonly Event* source;

    internal EventAwaiter(Event* source) => this.source = source;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsCompleted
    {
        get
        {
            var isCompleted = source == null || source->IsSet;
            unset = isCompleted ? null : source;
            return isCompleted;
        }
    }

    /// <summary>Takes the signal.</summary>
    public void GetResult()
    {
        if (source != null)
        {
            source->Clear();
        }
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => Failure.Stop("only an activity can wait for an event"u8);

    /// <summary>What was asked last and is not set: the builder is called right behind, and knows no type of awaiter.</summary>
    internal static Event* TakeUnset()
    {
        var taken = unset;
        unset = null;
        if (taken == null)
        {
            Failure.Stop("an activity awaits events and activities, and nothing else"u8);
        }

        return taken;
    }
}
