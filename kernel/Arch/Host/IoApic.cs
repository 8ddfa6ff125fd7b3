// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Generic;

namespace Caprock.Kernel.Arch.Host;

/// <summary>The I/O APICs of the simulated computer; the members are those of the real ones.</summary>
public static class IoApic
{
    /// <summary>Number of I/O APICs.</summary>
    public static int Count => HostComputer.Current.InterruptController.PinCounts.Count;

    /// <summary>Number of input pins.</summary>
    public static int PinCount(int ioApic) => HostComputer.Current.InterruptController.PinCounts[ioApic];

    /// <summary>Lets a pin raise an interrupt, not masked.</summary>
    public static void Connect(ulong irq, int ioApic, int pin, bool isLevel, bool isActiveLow)
    {
        HostInterruptController controller = HostComputer.Current.InterruptController;
        controller.Pins[irq] = new HostPin(ioApic, pin, isLevel, isActiveLow);
        controller.Masked.Remove(irq);
    }

    /// <summary>Masks the pin that raises an interrupt and ends their connection.</summary>
    public static void Disconnect(ulong irq)
    {
        SetMask(irq, true);
        HostComputer.Current.InterruptController.Pins.Remove(irq);
    }

    /// <summary>Masks or unmasks an interrupt.</summary>
    public static void SetMask(ulong irq, bool isMasked)
    {
        HashSet<ulong> masked = HostComputer.Current.InterruptController.Masked;
        if (isMasked)
        {
            masked.Add(irq);
        }
        else
        {
            masked.Remove(irq);
        }
    }
}
