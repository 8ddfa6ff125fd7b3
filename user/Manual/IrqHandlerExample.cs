// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IrqHandler.</summary>
public static class IrqHandlerExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IrqHandler interrupt, Notification arrival)
    {
        // Wait for the interrupt, let the next one come, and see to the device: in this order an edge between the two is not lost.
        Require.Success(interrupt.SetNotification(arrival));
        Require.Success(interrupt.Ack());
        while (true)
        {
            Require.That(Kernel.Wait(arrival.Slot) != 0);
            Require.Success(interrupt.Ack());
        }
    }
}
