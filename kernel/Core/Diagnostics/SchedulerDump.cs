// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Prints the current thread and those in the scheduler's queues.</summary>
public static unsafe class SchedulerDump
{
    /// <summary>One line for each thread.</summary>
    public static void Print()
    {
        KernelState* kernel = Machine.State;
        DebugConsole.WriteLine("thread state priority name"u8);
        PrintThread(kernel->CurrentThread);
        for (int i = 0; i < ProfileParameters.DomainCount * ProfileParameters.PriorityCount; i++)
        {
            for (Tcb* thread = kernel->Scheduler.Queues[i].Head; thread != null; thread = thread->SchedulerNext)
            {
                PrintThread(thread);
            }
        }

        for (Tcb* thread = kernel->Scheduler.ReleaseRoot; thread != null; thread = ReleaseTree.Next(thread))
        {
            PrintThread(thread);
        }
    }

    private static void PrintThread(Tcb* thread)
    {
        DebugConsole.WriteHexadecimal((ulong)thread);
        DebugConsole.Write(" "u8);
        DebugConsole.WriteHexadecimal((ulong)thread->State);
        DebugConsole.Write(" "u8);
        DebugConsole.WriteHexadecimal(thread->Priority);
        DebugConsole.Write(" "u8);
        DebugConsole.WriteZeroTerminated((byte*)&thread->Name);
        DebugConsole.WriteLine(""u8);
    }
}
