// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Timer.Hpet;

/// <summary>The event timer block: its counter, and comparator 0.</summary>
/// <remarks>Source: IA-PC HPET specification 1.0a, 2.3 (registers).</remarks>
internal static class Registers
{
    private const ulong Capabilities = 0x00;
    private const ulong GeneralConfiguration = 0x10;
    private const ulong InterruptStatus = 0x20;
    private const ulong MainCounter = 0xf0;
    private const ulong TimerConfiguration = 0x100;
    private const ulong TimerComparator = 0x108;

    private const ulong CounterHas64Bits = 1 << 13;
    private const ulong CanReplaceLegacy = 1 << 15;
    private const ulong Enabled = 1;
    private const ulong ReplacesLegacy = 2;

    /// <summary>Where the interval timer interrupts, which comparator 0 can replace.</summary>
    private const uint LegacyPin = 2;
    private const ulong LevelTriggered = 0x2;
    private const ulong InterruptEnabled = 0x4;
    private const ulong ComparatorHas64Bits = 0x20;
    private const int RouteShift = 9;
    private const int AllowedRoutesShift = 32;
    private const ulong LongestPeriod = 100_000_000;

    private static Region registers;

    /// <summary>Femtoseconds between two counts.</summary>
    public static ulong Period { get; private set; }

    /// <summary>The counter.</summary>
    public static ulong Counter => Read(MainCounter);

    /// <summary>Starts the counter, where it does not run yet, and sends comparator 0 to a pin of the I/O APIC.</summary>
    public static void Start(Region region, uint pin)
    {
        registers = region;
        var capabilities = Read(Capabilities);
        Period = capabilities >> 32;
        var timer = Read(TimerConfiguration);
        if (Period is 0 or > LongestPeriod || (capabilities & CounterHas64Bits) == 0 || (timer & ComparatorHas64Bits) == 0)
        {
            Failure.Stop("this event timer block has no counter and comparator of 64 bits"u8);
        }

        var replaces = pin == LegacyPin && (capabilities & CanReplaceLegacy) != 0;
        if (!replaces && (timer >> AllowedRoutesShift >> (int)pin & 1) == 0)
        {
            Failure.Stop("comparator 0 cannot interrupt at this pin; give the <irq> an allowed 'pin', and an 'id' equal to it"u8);
        }

        // Without replacement the interval timer, which firmware leaves running, would hold the level-triggered pin active.
        Write(GeneralConfiguration, Enabled | (replaces ? ReplacesLegacy : 0));

        // Far ahead, also where the difference to the counter has a sign, and while only the lower half of the next value is written.
        Write(TimerComparator, long.MaxValue);
        Write(TimerConfiguration, LevelTriggered | InterruptEnabled | ((ulong)pin << RouteShift));
        ClearInterrupt();
    }

    /// <summary>Has an interrupt come when the counter reaches a value; false when it has already, and perhaps none comes.</summary>
    public static bool SetComparator(ulong value)
    {
        Write(TimerComparator, value);
        return Counter < value;
    }

    /// <summary>Lets go of the interrupt line.</summary>
    public static void ClearInterrupt() => Write(InterruptStatus, 1);

    private static ulong Read(ulong register) => Volatile.Read(ref registers.At<ulong>(register));

    private static void Write(ulong register, ulong value) => Volatile.Write(ref registers.At<ulong>(register), value);
}
