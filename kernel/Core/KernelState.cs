// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel;

/// <summary>Everything the kernel knows that is not inside an object supplied by user level.</summary>
/// <remarks>In the image there is one, a static (Machine.State gives its address); in the host build each kernel instance
/// owns one. Queue arrays and other large parts are reached through pointers that boot fills in.</remarks>
public unsafe partial struct KernelState
{
    /// <summary>Thread whose registers are on the processor.</summary>
    public Tcb* CurrentThread;

    /// <summary>Scheduling context the current thread's time is charged to.</summary>
    public SchedContext* CurrentSchedContext;

    /// <summary>Thread that runs when no other can.</summary>
    public Tcb* IdleThread;

    /// <summary>Scheduling context of the idle thread.</summary>
    public SchedContext* IdleSchedContext;

    /// <summary>Machine-wide queues and clock of the scheduler.</summary>
    public SchedulerState Scheduler;

    /// <summary>How far a preempted cancellation of badged sends has come.</summary>
    public EndpointCancellation Cancellation;

    /// <summary>Work done since the last look at the interrupt controller (see Preemption).</summary>
    public ulong WorkUnits;

    /// <summary>Slots of the interrupt handlers' notifications, one per interrupt.</summary>
    public Slot* InterruptSlots;

    /// <summary>What each interrupt is used for (InterruptUse).</summary>
    public byte* InterruptUses;

    /// <summary>State that belongs to the architecture (address-space identifiers, devices).</summary>
    public ArchState Arch;
}
