// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.TimerTick;

/// <summary>Drives the interval timer of the PC: a hundred interrupts a second, and a notification every second.</summary>
/// <remarks>Source of registers and bits: Intel 8254 data sheet, "Programming the 8254"; of its clock, 1193182 Hz: the IBM PC's.</remarks>
[Component("pit")]
internal partial struct Pit
{
    private const ushort Counter0 = 0x40;
    private const ushort ControlWord = 0x43;
    private const byte Counter0LowHighRateGenerator = 0x34;
    private const uint ClockHertz = 1_193_182;
    private const uint TicksPerSecond = 100;
    private const uint Divisor = ClockHertz / TicksPerSecond;

    private static uint ticks;

    public static void Init()
    {
        Registers.Write8(ControlWord, Counter0LowHighRateGenerator);
        Registers.Write8(Counter0, (byte)(Divisor & 0xff));
        Registers.Write8(Counter0, (byte)(Divisor >> 8));
    }

    public static void Interrupted(Interrupt interrupt)
    {
        ticks++;
        if (ticks % TicksPerSecond == 0)
        {
            Watch.Notify();
        }

        interrupt.AcknowledgeDeferred();
    }
}
