// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Tcb.</summary>
public static class TcbExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(Tcb thread, Pml4 space, SchedContext context, Endpoint faults, ulong entry, ulong stack)
    {
        // A thread in another address space, with a fault handler, at priority 100.
        Require.Success(thread.SetSpace(faults, RootCNode.Node, 0, space.Slot, 0));
        Require.Success(thread.SetSchedParams(new Tcb((ulong)RootSlot.InitThreadTcb), 0, 100, context, faults));
        UserContext registers = default;
        registers.Rip = entry;
        registers.Rsp = stack;
        registers.Rflags = 0x202;
        Require.Success(thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }
}
