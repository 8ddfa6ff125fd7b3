// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.Contract;

namespace Caprock.Kernel.Arch.Host;

/// <summary>The simulated computer that the calling thread has entered, as the portable kernel sees it. Alias: Machine.</summary>
public unsafe struct HostMachine : IMachine
{
    /// <summary>Timer ticks in a microsecond: a clock of 1 GHz.</summary>
    public const ulong Frequency = 1000;

    public static KernelState* State
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => HostComputer.Current.State;
    }

    public static ulong TicksPerMicrosecond => Frequency;

    public static ulong KernelTimeMarginTicks => 10 * Frequency;

    public static void* ToPointer(ulong physicalAddress) => HostComputer.Current.Memory + physicalAddress;

    public static ulong ToPhysical(void* pointer) => (ulong)((byte*)pointer - HostComputer.Current.Memory);

    public static void Zero(ulong* destination, ulong count) =>
        System.Runtime.InteropServices.NativeMemory.Clear(destination, (nuint)(count * sizeof(ulong)));

    public static ulong ReadTicks() => HostComputer.Current.Ticks;

    public static void SetDeadline(ulong ticks, ulong nowTicks) => HostComputer.Current.Deadline = ticks;

    public static bool IsInterruptPending() => HostComputer.Current.PollInterrupt();

    public static void SetInterruptMask(ulong irq, bool masked) => IoApic.SetMask(irq, masked);

    public static void PutCharacter(byte character) => HostComputer.Current.Console.Append((char)character);

    /// <exception cref="InvalidOperationException">Always: nothing may run after a halt.</exception>
    public static void Halt() => throw new InvalidOperationException("the kernel halted: " + HostComputer.Current.Console);
}
