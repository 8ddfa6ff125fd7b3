// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Entry;

/// <summary>What devices and the timer ask for.</summary>
/// <remarks>Arrives in user mode only, or while idle; the caller acknowledges the interrupt controller.</remarks>
public static unsafe class Interrupts
{
    /// <summary>A device's interrupt: signals the handler's notification and holds the line back until it is acknowledged.</summary>
    /// <returns>The thread that goes on.</returns>
    public static Tcb* Handle(ulong irq)
    {
        Clock.EnterInterrupt();
        Machine.SetInterruptMask(irq, true);
        KernelState* kernel = Machine.State;
        if (kernel->InterruptUses[irq] == (byte)InterruptUse.Handler
            && NotificationCapability.TryAsSender(Slot.Load(kernel->InterruptSlots + irq), out NotificationCapability notification))
        {
            NotificationTransfer.Signal(notification.Object, notification.Badge);
        }

        return Scheduler.Finish();
    }

    /// <summary>The deadline has come.</summary>
    /// <returns>The thread that goes on.</returns>
    public static Tcb* HandleTimer()
    {
        Clock.Update();
        Machine.State->Scheduler.TimerTicks = ulong.MaxValue;
        Machine.State->Scheduler.IsDeadlineStale = true;
        Clock.CheckBudget();
        return Scheduler.Finish();
    }
}
