// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Switches the machine off when it is told to, through the power-management control register.</summary>
/// <remarks>QEMU's pc and q35 machines have it at a fixed port. Source: ACPI 6.4, 4.8.3.2.1 (PM1 control: SLP_TYP bits
/// 12..10, SLP_EN bit 13); SLP_TYP of S5 is 0 in QEMU's DSDT.</remarks>
[Component("power")]
internal partial struct Power
{
    private const ushort ControlPort = 0x604;
    private const ushort SleepEnable = 1 << 13;

    public static void Notified(Channel channel) => Configuration.Ports(0).Write16(ControlPort, SleepEnable);
}
