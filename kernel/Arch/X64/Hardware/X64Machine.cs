// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.Contract;

namespace Caprock.Kernel.Arch.X64;

/// <summary>A PC's processor, as the portable kernel sees it. Alias: Machine.</summary>
public unsafe struct X64Machine : IMachine
{
    /// <summary>Time the kernel may need from reading the clock to user level, with a margin for slow machines.</summary>
    private const ulong KernelTimeMarginMicroseconds = 10;

    private static KernelState state;
    private static ulong ticksPerMicrosecond;

    public static KernelState* State
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (KernelState*)Unsafe.AsPointer(ref state);
    }

    public static ulong TicksPerMicrosecond => ticksPerMicrosecond;

    public static ulong KernelTimeMarginTicks => KernelTimeMarginMicroseconds * ticksPerMicrosecond;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void* ToPointer(ulong physicalAddress) => (void*)(physicalAddress + X64AddressMap.PhysicalWindow);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ToPhysical(void* pointer) => (ulong)pointer - X64AddressMap.PhysicalWindow;

    public static void Zero(ulong* destination, ulong count) =>
        _ = Hardware.Fill(destination, 0, count * sizeof(ulong)); // Ignored: the destination.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadTicks() => Hardware.ReadTimestamp();

    public static void SetDeadline(ulong ticks, ulong nowTicks) => LocalApic.SetDeadline(ticks, nowTicks);

    public static bool IsInterruptPending() => LocalApic.IsInterruptPending();

    public static void SetInterruptMask(ulong irq, bool masked) => IoApic.SetMask(irq, masked);

    public static void PutCharacter(byte character)
    {
        if (BuildKind.IsDebug)
        {
            SerialConsole.Write(character);
        }
    }

    public static void Halt() => Hardware.Halt();

    /// <summary>Fixes the length of a tick; boot calls it once.</summary>
    internal static void SetTicksPerMicrosecond(ulong ticks) => ticksPerMicrosecond = ticks;
}
