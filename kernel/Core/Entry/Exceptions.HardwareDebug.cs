// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>Breakpoints and single steps.</summary>
public static unsafe partial class Exceptions
{
    /// <summary>The current thread has met a breakpoint, or done its steps.</summary>
    /// <returns>Whether its handler is told: not when it is told of a timeout instead.</returns>
    /// <remarks>Told even when the thread's time is up: what happened behind an instruction does not happen again when the thread
    /// goes on.</remarks>
    public static bool DebugException(BreakpointKind reason, ulong triggerAddress, ulong number)
    {
        Clock.Update();
        Tcb* thread = Machine.State->CurrentThread;
        if (!Clock.CheckBudget())
        {
            Scheduler.Remove(thread);
        }

        bool isTold = Thread.IsRunnable(thread);
        if (isTold)
        {
            thread->Fault.Data0 = (ulong)reason;
            thread->Fault.Data1 = triggerAddress;
            thread->Fault.Data2 = number;
            Faults.Raise(thread, FaultType.DebugException);
        }

        Scheduler.Finish();
        return isTold;
    }
}
