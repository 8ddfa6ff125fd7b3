// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Capabilities;

/// <summary>Preemption points of long operations.</summary>
/// <remarks>An operation that stops at one returns Outcome.Preempted; the system call is executed again from its beginning
/// once the interrupt has been handled, so what it has done so far has to be a valid state that repetition continues.</remarks>
public static unsafe class Preemption
{
    /// <summary>Counts one unit of work; true when an interrupt waits and enough units have passed to ask.</summary>
    // Bound: the last of so many finds the interrupt; one may have been before it came.
    [CallLimit(ProfileParameters.PreemptionWorkUnits + 1)]
    public static bool ShouldPreempt()
    {
        KernelState* state = Machine.State;
        ulong units = state->WorkUnits + 1;
        if (units < ProfileParameters.PreemptionWorkUnits)
        {
            state->WorkUnits = units;
            return false;
        }

        state->WorkUnits = 0;
        return Machine.IsInterruptPending();
    }
}
