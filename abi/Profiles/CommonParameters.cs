// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Profiles;

/// <summary>Parameters of a kernel build, with the values most profiles use.</summary>
public abstract class CommonParameters
{
    /// <summary>Slots of the initial thread's root CNode, as a power of two.</summary>
    public const int RootCNodeBits = 13;

    /// <summary>Scheduling domains.</summary>
    public const int DomainCount = 1;

    /// <summary>Entries of the domain schedule.</summary>
    public const int DomainScheduleEntries = 2;

    /// <summary>Scheduling priorities.</summary>
    public const int PriorityCount = 256;

    /// <summary>Processor cores the kernel runs on.</summary>
    public const int CoreCount = 1;

    /// <summary>Bytes of a thread's floating-point state.</summary>
    public const int FpuStateBytes = 512;

    /// <summary>Bits of XCR0 the kernel enables, zero where FXSAVE is used. Source: Intel SDM 1, 13.3.</summary>
    public const int XSaveFeatures = 0;

    /// <summary>Entries of the bootinfo's list of untyped memory.</summary>
    public const int BootInfoUntypedCount = 230;

    /// <summary>Most objects that one Retype makes.</summary>
    public const int RetypeFanOutLimit = 256;

    /// <summary>Units of work between two preemption points.</summary>
    public const int PreemptionWorkUnits = 100;

    /// <summary>Length of the initial thread's budget and period.</summary>
    public const int BootThreadSliceMicroseconds = 5000;
}
