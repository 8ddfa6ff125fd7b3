// SPDX-License-Identifier: BSD-2-Clause
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>The power-management control register through which the machine is switched off.</summary>
/// <remarks>QEMU's pc and q35 machines have it at a fixed port. Source: ACPI 6.4, 4.8.3.2.1 (PM1 control: SLP_TYP bits
/// 12..10, SLP_EN bit 13); SLP_TYP of S5 is 0 in QEMU's DSDT.</remarks>
internal static class PowerPort
{
    /// <summary>First port.</summary>
    public const ushort First = 0x604;

    /// <summary>Last port.</summary>
    public const ushort Last = 0x605;

    private const ushort SleepEnable = 1 << 13;

    /// <summary>Enters S5.</summary>
    public static void SwitchOff(IoPort ports) => Require.Success(ports.Out16(First, SleepEnable));
}
