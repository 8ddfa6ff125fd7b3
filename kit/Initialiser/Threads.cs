// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Initialiser;

/// <summary>Sets up the threads and lets them go. None runs before the initialiser is done, which has the highest priority.</summary>
internal static unsafe class Threads
{
    /// <summary>Interrupts enabled, and the bit that is always set. Source: Intel SDM 1, 3.4.3.</summary>
    private const ulong InitialFlags = 0x202;

    /// <summary>Sets up scheduling contexts and threads.</summary>
    public static void Configure(Layout layout, BootInfo* bootInfo)
    {
        var control = new SchedControl(bootInfo->SchedControl.Start);
        var budgets = layout.Entries<BudgetEntry>(layout.Header->Budgets);
        for (uint i = 0; i < layout.Header->Budgets.Count; i++)
        {
            var budget = budgets + i;
            var error = control.ConfigureFlags(
                new SchedContext(Slots.Of(budget->SchedContext)), budget->BudgetMicroseconds, budget->PeriodMicroseconds,
                budget->ExtraRefills, budget->Badge, SchedContextFlags.None);
            Refusal.Unless(error, "the kernel refuses a budget"u8, default);
        }

        var threads = layout.Entries<ThreadEntry>(layout.Header->Threads);
        for (uint i = 0; i < layout.Header->Threads.Count; i++)
        {
            var name = layout.Name((layout.Entries<DomainEntry>(layout.Header->Domains) + threads[i].Domain)->Name);
            Refusal.Unless(Configure(threads + i), "a thread cannot be set up for"u8, name);
        }
    }

    /// <summary>Lets them go.</summary>
    public static void Start(Layout layout)
    {
        var threads = layout.Entries<ThreadEntry>(layout.Header->Threads);
        for (uint i = 0; i < layout.Header->Threads.Count; i++)
        {
            var entry = threads + i;
            var registers = default(UserContext);
            registers.Rip = entry->Entry;
            registers.Rsp = entry->StackPointer;
            registers.Rflags = InitialFlags;
            registers.Rdi = entry->Argument;
            Require.Success(new Tcb(Slots.Of(entry->Thread)).WriteRegisters(true, 0, UserContext.Length, ref registers));
        }
    }

    private static Error Configure(ThreadEntry* entry)
    {
        var thread = new Tcb(Slots.Of(entry->Thread));
        var buffer = entry->IpcBuffer == LayoutHeader.None ? 0 : Slots.Of(entry->IpcBuffer);
        var error = thread.Configure(
            new CNode(Slots.Of(entry->CSpace)), entry->CSpaceGuardBits, Slots.Of(entry->VSpace), 0, entry->IpcBufferAddress, buffer);
        error = error != Error.NoError ? error : SetScheduling(entry, thread);
        if (error == Error.NoError && entry->Notification != LayoutHeader.None)
        {
            error = thread.BindNotification(new Notification(Slots.Of(entry->Notification)));
        }

        if (error == Error.NoError && (entry->Flags & ThreadEntry.NoFpu) != 0)
        {
            error = thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out _);
        }

        return error != Error.NoError || entry->SchedulingDomain == 0
            ? error : new DomainSet((ulong)RootSlot.Domain).Set((byte)entry->SchedulingDomain, thread);
    }

    private static Error SetScheduling(ThreadEntry* entry, Tcb thread)
    {
        var hasHandler = entry->FaultEndpoint != LayoutHeader.None;
        var handler = hasHandler ? Slots.Mint(Slots.Of(entry->FaultEndpoint), CapRights.All, entry->FaultBadge) : 0;
        var error = thread.SetSchedParams(
            new Tcb((ulong)RootSlot.InitThreadTcb), entry->Priority, entry->Priority,
            new SchedContext(Slots.Of(entry->SchedContext)), new Endpoint(handler));
        if (hasHandler)
        {
            Slots.Release();
        }

        return error;
    }
}
