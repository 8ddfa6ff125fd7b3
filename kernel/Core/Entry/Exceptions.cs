// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread did that the processor does not let it do.</summary>
public static unsafe partial class Exceptions
{
    /// <summary>An exception other than a page fault.</summary>
    public static void UserException(ulong number, ulong code) => Raise(FaultType.UserException, number, code, 0);

    /// <summary>An access to memory that is not mapped, or not for this.</summary>
    public static void VmFault(ulong address, ulong status, bool isInstruction) =>
        Raise(FaultType.VmFault, address, status, isInstruction ? 1ul : 0);

    private static void Raise(FaultType type, ulong data0, ulong data1, ulong data2)
    {
        Clock.Update();
        if (Clock.CheckBudgetOrRestart())
        {
            Tcb* thread = Machine.State->CurrentThread;
            thread->Fault.Data0 = data0;
            thread->Fault.Data1 = data1;
            thread->Fault.Data2 = data2;
            Faults.Raise(thread, type);
        }

        Scheduler.Finish();
    }
}
