// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The core's own interrupt controller and timer, in xAPIC mode. Source: Intel SDM 3A, chapter 11 (table 11-1).</summary>
public static unsafe class LocalApic
{
    private const ulong Identifier = 0x20;
    private const ulong TaskPriority = 0x80;
    private const ulong EndOfInterruptRegister = 0xb0;
    private const ulong SpuriousInterrupt = 0xf0;
    private const ulong InterruptRequest = 0x200;
    private const ulong TimerEntry = 0x320;
    private const ulong FirstLineEntry = 0x350;
    private const ulong InitialCount = 0x380;
    private const ulong CurrentCount = 0x390;
    private const ulong DivideConfiguration = 0x3e0;
    private const uint SoftwareEnable = 0x100;
    private const uint Masked = 0x1_0000;
    private const uint DeadlineMode = 2 << 17;
    private const uint DivideByOne = 0xb;
    private const ulong GlobalEnable = 1 << 11;
    private const ulong ExtendedMode = 1 << 10;

    // Longest interval set at once; the timer comes early for longer ones and is set again. Keeps the product below 2^63.
    private const ulong MaximumInterval = (1ul << 31) - 1;
    private const int RatioShift = 30;

    private static bool hasDeadlineTimer;

    /// <summary>Timer counts for each tick of the time-stamp counter, times 2^30.</summary>
    private static ulong countsPerTick;

    /// <summary>Switches it on, everything masked except what IOAPICs and messages send; the timer stopped.</summary>
    public static void Initialise(bool useDeadlineTimer)
    {
        hasDeadlineTimer = useDeadlineTimer;
        ulong apicBase = Hardware.ReadMsr(X64Msr.ApicBase);
        if ((apicBase & ExtendedMode) != 0)
        {
            // Back to xAPIC mode leads through "off". Source: Intel SDM 3A, 11.12.5.
            Hardware.WriteMsr(X64Msr.ApicBase, apicBase & ~(GlobalEnable | ExtendedMode));
        }

        Hardware.WriteMsr(X64Msr.ApicBase, (apicBase & ~ExtendedMode) | GlobalEnable);
        Write(SpuriousInterrupt, SoftwareEnable | (uint)X64Interrupts.SpuriousVector);
        Write(TaskPriority, 0);
        Write(FirstLineEntry, Masked);
        Write(FirstLineEntry + 0x10, Masked);
        Write(FirstLineEntry + 0x20, Masked);
        Write(DivideConfiguration, DivideByOne);
        Write(TimerEntry, Masked);
        Write(InitialCount, uint.MaxValue);
        Write(EndOfInterruptRegister, 0);
    }

    /// <summary>This core's identifier as IOAPICs use it.</summary>
    public static ulong ReadIdentifier() => Read(Identifier) >> 24;

    /// <summary>The timer's counter, which runs down from 2^32 - 1 since Initialise.</summary>
    public static uint ReadCount() => Read(CurrentCount);

    /// <summary>Starts the timer's use, given how far it and the time-stamp counter went in the same time.</summary>
    public static void StartTimer(ulong counts, ulong ticks)
    {
        countsPerTick = Math.Max((counts << RatioShift) / Math.Max(ticks, 1), 1);
        Write(InitialCount, 0);
        Write(TimerEntry, (uint)X64Interrupts.TimerVector | (hasDeadlineTimer ? DeadlineMode : 0));
        System.Threading.Interlocked.MemoryBarrier();
    }

    /// <summary>Asks for a timer interrupt when the time-stamp counter reaches a value, at once if it has.</summary>
    /// <param name="ticks">That value.</param>
    /// <param name="nowTicks">A reading of it some moments ago.</param>
    public static void SetDeadline(ulong ticks, ulong nowTicks)
    {
        if (hasDeadlineTimer)
        {
            Hardware.WriteMsr(X64Msr.TscDeadline, Math.Max(ticks, 1));
            return;
        }

        ulong interval = ticks > nowTicks ? Math.Min(ticks - nowTicks, MaximumInterval) : 0;
        Write(InitialCount, (uint)Math.Min((interval * countsPerTick >> RatioShift) + 1, uint.MaxValue));
    }

    /// <summary>Acknowledges the interrupt being handled.</summary>
    public static void EndOfInterrupt() => Write(EndOfInterruptRegister, 0);

    /// <summary>Whether any interrupt waits to be taken.</summary>
    // Bound: one may be before the interrupt comes; the next finds it, and the operation ends.
    [CallLimit(2)]
    public static bool IsInterruptPending()
    {
        uint requests = 0;
        for (ulong word = 1; word < 8; word++)
        {
            requests |= Read(InterruptRequest + (word << 4));
        }

        return requests != 0;
    }

    private static uint Read(ulong register) => System.Threading.Volatile.Read(ref *(uint*)(X64AddressMap.LocalApic + register));

    private static void Write(ulong register, uint value) =>
        System.Threading.Volatile.Write(ref *(uint*)(X64AddressMap.LocalApic + register), value);
}
