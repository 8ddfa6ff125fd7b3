// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Support;

/// <summary>Switches the machine off.</summary>
/// <remarks>QEMU's pc and q35 machines have the register at a fixed port. Source: ACPI 6.4, 4.8.3.2.1 (PM1 control: SLP_TYP
/// bits 12..10, SLP_EN bit 13); SLP_TYP of S5 is 0 in QEMU's DSDT.</remarks>
public static class Power
{
    private const ushort ControlPort = 0x604;
    private const ushort SleepEnable = 1 << 13;

    /// <summary>Enters S5, with an empty slot for the capability to the ports.</summary>
    public static void Off(ulong slot)
    {
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            ControlPort, ControlPort + 1, RootCNode.Node, slot, RootCNode.FullDepth));
        Require.Success(new IoPort(slot).Out16(ControlPort, SleepEnable));
    }
}
