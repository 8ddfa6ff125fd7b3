// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>A right to processor time: a budget in every period.</summary>
/// <remarks>A thread runs only while it has one with budget. A call lends the caller's to a passive server, and the reply returns it.
/// Bound to a notification, it is lent to the passive thread that the notification wakes.</remarks>
public interface ISchedContext : ICapability
{
    /// <summary>Binds the scheduling context to a thread or notification.</summary>
    /// <param name="target">The thread or notification.</param>
    [Invocation("SchedContextBind")]
    [Refuses(Error.InvalidCapability, "it is neither thread nor notification")]
    [Refuses(
        Error.IllegalOperation,
        "either side is bound to another of this kind, or the thread is blocked and the scheduling context cannot be scheduled")]
    Error Bind(ICapability target);

    /// <summary>Undoes all bindings.</summary>
    [Invocation("SchedContextUnbind")]
    [Refuses(Error.IllegalOperation, "the caller runs on it")]
    Error Unbind();

    /// <summary>Undoes the binding to one object; a thread that borrowed the scheduling context gives it back.</summary>
    /// <param name="target">The thread or notification.</param>
    [Invocation("SchedContextUnbindObject")]
    [Refuses(Error.InvalidCapability, "it is neither thread nor notification")]
    [Refuses(Error.IllegalOperation, "it is not bound to this scheduling context, or it is the caller")]
    Error UnbindObject(ICapability target);

    /// <summary>Tells the time used since it was last asked for, or since the last timeout fault.</summary>
    /// <param name="consumedMicroseconds">The time.</param>
    [Invocation("SchedContextConsumed")]
    Error Consumed(out ulong consumedMicroseconds);

    /// <summary>Puts the thread that runs on the scheduling context at the head of its queue, and lets it run if its priority is as
    /// high as the caller's.</summary>
    /// <param name="consumedMicroseconds">Time used by then.</param>
    [Invocation("SchedContextYieldTo")]
    [Refuses(
        Error.IllegalOperation, "no thread runs on it, or the caller does, or the thread's priority is higher than the caller may give")]
    Error YieldTo(out ulong consumedMicroseconds);
}
