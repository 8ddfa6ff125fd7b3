// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>Something that an <see cref="Activity"/> awaits: the component signals it when it hears of it.</summary>
/// <remarks>
/// It lies in a static field that is not readonly, where it stays: who waits is known by its address. Signals do not count: several before
/// somebody waits are one, as with notifications. The activity goes on inside <see cref="Signal"/>, to its next await.
/// </remarks>
public unsafe struct Event
{
    private delegate*<void> waiter;
    private bool isSet;

    /// <summary>Whether it was signalled and nobody has waited since.</summary>
    public readonly bool IsSet => isSet;

    /// <summary>Lets who waits go on, or whoever waits next.</summary>
    public void Signal()
    {
        var next = waiter;
        if (next == null)
        {
            isSet = true;
            return;
        }

        waiter = null;
        next();
    }

    /// <summary>For await.</summary>
    public EventAwaiter GetAwaiter() => new((Event*)Unsafe.AsPointer(ref this));

    /// <summary>Forgets signals.</summary>
    internal void Clear() => isSet = false;

    /// <summary>Says who waits.</summary>
    internal void Await(delegate*<void> next)
    {
        if (waiter != null)
        {
            Failure.Stop("two activities wait for the same event"u8);
        }

        waiter = next;
    }
}
