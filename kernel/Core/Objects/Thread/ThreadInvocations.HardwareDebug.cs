// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of threads in profiles with hardware breakpoints.</summary>
public static unsafe partial class ThreadInvocations
{
    static partial void InvokeDebug(Message* message, Tcb* thread, ref Outcome outcome) => outcome = ThreadDebug.Invoke(message, thread);
}
