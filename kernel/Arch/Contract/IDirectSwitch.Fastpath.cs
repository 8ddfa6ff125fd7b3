// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>What a fast path leaves to the entry stub: whom to continue, and what to load for it before. Alias: DirectSwitch.</summary>
/// <remarks>The default value is that of a fast path that did not apply and has changed nothing.</remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public unsafe interface IDirectSwitch<TSelf>
{
    /// <summary>Makes a thread the current one, for the stub to complete.</summary>
    static abstract TSelf Prepare(Tcb* thread);

    /// <summary>Does what the stub does, and returns the thread; null for the default value.</summary>
    static abstract Tcb* Complete(TSelf prepared);
}
