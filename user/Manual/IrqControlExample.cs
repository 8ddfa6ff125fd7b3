// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IrqControl.</summary>
public static class IrqControlExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IrqControl interrupts)
    {
        // The handler of pin 4 of the first I/O APIC (COM1), edge-triggered, with vector 4, in slot 100.
        Require.Success(interrupts.GetIoApic(RootCNode.Node, 100, RootCNode.FullDepth, 0, 4, 0, 0, 4));
    }
}
