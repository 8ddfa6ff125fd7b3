// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>A clock of known frequency: the ACPI power-management timer, or channel 2 of the 8254 where that is missing.</summary>
/// <remarks>Source: ACPI 6.5, 4.8.3.3 and 5.2.9; Intel 8254 data sheet; port 0x61 as in the IBM PC AT technical reference.</remarks>
public static unsafe class ReferenceClock
{
    private const uint FixedTableSignature = 0x5043_4146; // "FACP"
    private const uint TimerBlockOffset = 76;
    private const ulong PowerTimerHertz = 3_579_545;
    private const ulong IntervalTimerHertz = 1_193_182;
    private const ulong Channel2 = 0x42;
    private const ulong ModeCommand = 0x43;
    private const ulong SpeakerControl = 0x61;

    private static ulong powerTimerPort;

    /// <summary>Counts in a second.</summary>
    public static ulong Hertz => powerTimerPort != 0 ? PowerTimerHertz : IntervalTimerHertz;

    /// <summary>Bits that count; both clocks have at least these. 24 bits last 4.7 s, 16 bits 55 ms.</summary>
    public static uint Mask => powerTimerPort != 0 ? 0xff_ffffu : 0xffff;

    /// <summary>Finds the clock, and starts it if it needs that.</summary>
    public static void Start()
    {
        byte* table = AcpiTables.Table(FixedTableSignature);
        bool hasTimer = table != null && AcpiTables.Length(table) >= TimerBlockOffset + 4;
        powerTimerPort = hasTimer ? *(uint*)(table + TimerBlockOffset) & 0xffff : 0;
        if (powerTimerPort == 0)
        {
            Hardware.Out8(SpeakerControl, (byte)((Hardware.In8(SpeakerControl) & ~2) | 1));
            Hardware.Out8(ModeCommand, 0xb4);
            Hardware.Out8(Channel2, 0);
            Hardware.Out8(Channel2, 0);
        }
    }

    /// <summary>The count, running upwards.</summary>
    public static uint Read()
    {
        if (powerTimerPort != 0)
        {
            return Hardware.In32(powerTimerPort) & Mask;
        }

        Hardware.Out8(ModeCommand, 0x80);
        uint low = Hardware.In8(Channel2);
        return ~(low | ((uint)Hardware.In8(Channel2) << 8)) & Mask;
    }
}
