// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Diagnostics;

/// <summary>A walk over the threads that wait for a refill.</summary>
internal static unsafe class ReleaseTree
{
    /// <summary>Successor in pre-order in the tree that the release queue is.</summary>
    public static Tcb* Next(Tcb* thread)
    {
        if (thread->SchedulerNext != null)
        {
            return thread->SchedulerNext;
        }

        if (thread->SchedulerPrevious != null)
        {
            return thread->SchedulerPrevious;
        }

        while (thread->ReleaseParent != null
            && (thread->ReleaseParent->SchedulerPrevious == thread || thread->ReleaseParent->SchedulerPrevious == null))
        {
            thread = thread->ReleaseParent;
        }

        return thread->ReleaseParent == null ? null : thread->ReleaseParent->SchedulerPrevious;
    }
}
