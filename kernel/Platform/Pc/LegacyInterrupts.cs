// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>The two 8259A interrupt controllers, which are switched off.</summary>
/// <remarks>Source: Intel 8259A data sheet, initialization command words.</remarks>
public static class LegacyInterrupts
{
    private const ulong First = 0x20;
    private const ulong Second = 0xa0;
    private const byte Initialise = 0x11;
    private const byte Mode8086 = 1;

    /// <summary>Moves their vectors off the exceptions, so that a spurious interrupt does no harm, and masks every line.</summary>
    public static void Disable()
    {
        Hardware.Out8(First, Initialise);
        Hardware.Out8(Second, Initialise);
        Hardware.Out8(First + 1, (byte)X64Interrupts.FirstVector);
        Hardware.Out8(Second + 1, (byte)(X64Interrupts.FirstVector + 8));
        Hardware.Out8(First + 1, 1 << 2);
        Hardware.Out8(Second + 1, 2);
        Hardware.Out8(First + 1, Mode8086);
        Hardware.Out8(Second + 1, Mode8086);
        Hardware.Out8(First + 1, 0xff);
        Hardware.Out8(Second + 1, 0xff);
    }
}
