// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>Hardware breakpoints and single stepping, in profiles that have them. Alias: ThreadDebug.</summary>
public unsafe interface IThreadDebug
{
    /// <summary>Decodes and performs the invocations about them; IllegalOperation for any other label.</summary>
    static abstract Outcome Invoke(Message* message, Tcb* thread);

    /// <summary>Lets a thread execute so many instructions before its handler is told; zero ends single stepping.</summary>
    static abstract void SetStepCount(Tcb* thread, ulong count);
}
