// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.X64;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Measures time-stamp counter and APIC timer against the reference clock, while the rest of boot goes on.</summary>
/// <remarks>What counts is how far each clock really went, so neither a slow port nor a host that stops the guest for a while
/// makes the result wrong, only a read torn between two clocks would: of several the tightest is taken.</remarks>
public static unsafe class TimerCalibration
{
    // 1 ms: the power-management timer's 0.28 us are 0.03 % of it.
    private const ulong MinimumIntervalsPerSecond = 1000;
    private const int Attempts = 5;
    private const int MaximumPolls = 10_000_000;

    private static ClockSample first;
    private static ClockSample last;

    /// <summary>Begins the measurement; the local APIC's timer is counting down.</summary>
    public static void Begin() => Sample((ClockSample*)Unsafe.AsPointer(ref first));

    /// <summary>Ends it, starts the timer and returns the time-stamp counter's frequency in MHz.</summary>
    public static ulong Finish()
    {
        uint interval = (uint)(ReferenceClock.Hertz / MinimumIntervalsPerSecond);
        for (int polls = 0; polls < MaximumPolls && Elapsed(ReferenceClock.Read()) < interval; polls++)
        {
        }

        Sample((ClockSample*)Unsafe.AsPointer(ref last));
        ulong ticks = last.Ticks - first.Ticks;
        LocalApic.StartTimer(first.Counts - last.Counts, ticks);
        ulong known = KnownFrequencyMegahertz();
        ulong reference = Math.Max(Elapsed(last.Reference), 1);
        return known != 0 ? known : Math.Max(((ticks * (ReferenceClock.Hertz / 1000) / reference) + 500) / 1000, 1);
    }

    private static uint Elapsed(uint now) => (now - first.Reference) & ReferenceClock.Mask;

    /// <summary>Reads all three clocks just after the reference clock changed.</summary>
    private static void Sample(ClockSample* sample)
    {
        ulong tightest = ulong.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            uint start = ReferenceClock.Read();
            uint reference = start;
            ulong before = Hardware.ReadTimestamp();
            for (int polls = 0; polls < MaximumPolls && reference == start; polls++)
            {
                before = Hardware.ReadTimestamp();
                reference = ReferenceClock.Read();
            }

            uint counts = LocalApic.ReadCount();
            ulong after = Hardware.ReadTimestamp();
            if (after - before < tightest)
            {
                tightest = after - before;
                sample->Reference = reference;
                sample->Ticks = after;
                sample->Counts = counts;
            }
        }
    }

    /// <summary>The frequency as the processor states it, zero when it does not. Source: Intel SDM 2A, CPUID leaf 0x15.</summary>
    private static ulong KnownFrequencyMegahertz()
    {
        uint* registers = (uint*)Unsafe.AsPointer(ref cpuid.Eax);
        Hardware.Cpuid(0, 0, registers);
        if (cpuid.Eax < 0x15)
        {
            return 0;
        }

        Hardware.Cpuid(0x15, 0, registers);
        return cpuid.Eax == 0 || cpuid.Ebx == 0 || cpuid.Ecx == 0 ? 0
            : (((ulong)cpuid.Ecx * cpuid.Ebx / cpuid.Eax) + 500_000) / 1_000_000;
    }

    private static CpuidRegisters cpuid;
}
