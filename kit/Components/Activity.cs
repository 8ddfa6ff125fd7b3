// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>An async method of a component: it runs until it awaits an <see cref="Event"/>, and goes on when that is signalled.</summary>
/// <remarks>
/// Nothing is allocated: each async method has one place for its variables, so that it can be under way once at a time. Starting it again
/// before it is through stops the component.
/// </remarks>
[AsyncMethodBuilder(typeof(ActivityBuilder))]
public readonly unsafe struct Activity
{
    private readonly Event* end;

    internal Activity(Event* end) => this.end = end;

    /// <summary>Lets it go on by itself; nobody waits for its end.</summary>
    public void Begin()
    {
    }

    /// <summary>For await.</summary>
    public EventAwaiter GetAwaiter() => new(end);
}
