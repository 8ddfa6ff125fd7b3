// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What breakpoints and single stepping add to a thread's registers.</summary>
public unsafe partial struct X64ThreadContext
{
    static partial void SwitchDebug(X64ProcessorState* processor, Tcb* thread) => X64ThreadDebug.SwitchTo(processor, thread);

    static partial void HideStepFlag(Tcb* thread, ref ulong flags) => flags &= ~X64ThreadDebug.StepFlag(thread);

    static partial void AddStepFlag(Tcb* thread, ref ulong flags) => flags |= X64ThreadDebug.StepFlag(thread);
}
