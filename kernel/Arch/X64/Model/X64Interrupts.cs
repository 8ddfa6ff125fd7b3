// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Numbers of interrupts and their vectors.</summary>
/// <remarks>An interrupt's number is its vector minus <see cref="FirstVector"/>. Source: libsel4, arch/x86: vectors given to
/// GetIoApic and GetMsi count from 0x30; the 16 numbers before them were the old controller's, and are never active.</remarks>
public static class X64Interrupts
{
    /// <summary>Vector of interrupt 0: behind the processor's exceptions. Source: Intel SDM 3A, 6.2.</summary>
    public const int FirstVector = 0x20;

    /// <summary>First interrupt that user level may have.</summary>
    public const int FirstUser = Limits.InterruptVectorOffset - FirstVector;

    /// <summary>Last interrupt that user level may have.</summary>
    public const int LastUser = FirstUser + Limits.MaximumInterruptVector;

    /// <summary>The kernel's timer.</summary>
    public const int Timer = LastUser + 1;

    /// <summary>Number of interrupts.</summary>
    public const int Count = 128;

    /// <summary>Vector of the kernel's timer.</summary>
    public const int TimerVector = FirstVector + Timer;

    /// <summary>Vector of an interrupt that the local APIC could not name any more. Source: Intel SDM 3A, 10.9.</summary>
    /// <remarks>Its low four bits are ones, as the first local APICs ask.</remarks>
    public const int SpuriousVector = FirstVector + Count - 1;
}
