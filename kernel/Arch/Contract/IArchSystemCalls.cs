// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Contract;

/// <summary>System calls that only the architecture knows. Alias: ArchSystemCalls.</summary>
public unsafe interface IArchSystemCalls
{
    /// <summary>Serves a system call of a thread, if there is one of this number; it may stop the thread by a fault.</summary>
    static abstract bool TryHandle(Tcb* thread, long number);
}
