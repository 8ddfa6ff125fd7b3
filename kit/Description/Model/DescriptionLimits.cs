// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Ranges of what a description may say.</summary>
/// <remarks>Source, where not said otherwise: Microkit user manual 2.3, "System Description File".</remarks>
public static class DescriptionLimits
{
    /// <summary>Highest priority of a protection domain; the monitor has the next one.</summary>
    public const byte HighestPriority = 254;

    /// <summary>Budget of a protection domain that does not say one.</summary>
    public const ulong DefaultBudgetMicroseconds = 1000;

    /// <summary>The kernel refuses shorter budgets: twice the time it may need itself.</summary>
    public const ulong ShortestBudgetMicroseconds = 20;

    /// <summary>Longer times may not fit the kernel's ticks.</summary>
    public const ulong LongestTimeMicroseconds = 1ul << 47;

    /// <summary>Stack of a protection domain that does not say a size.</summary>
    public const ulong DefaultStackBytes = 0x2000;

    /// <summary>Smallest stack.</summary>
    public const ulong SmallestStackBytes = 0x1000;

    /// <summary>Largest stack.</summary>
    public const ulong LargestStackBytes = 0x100_0000;

    /// <summary>Largest arena of a component.</summary>
    public const ulong LargestArenaBytes = 1ul << 30;

    /// <summary>Small pages.</summary>
    public const ulong SmallPageBytes = 0x1000;

    /// <summary>Large pages.</summary>
    public const ulong LargePageBytes = 0x20_0000;

    /// <summary>First physical address that x86-64 cannot have. Source: Intel SDM 3A, 4.1.4: at most 52 bits.</summary>
    public const ulong PhysicalAddressEnd = 1ul << 52;

    /// <summary>Last channel identifier of a program built against libmicrokit: bit 62 of a badge means a fault.</summary>
    /// <remarks>Source: microkit.h, MICROKIT_MAX_CHANNEL_ID. The manual's "less than 63" is one too many.</remarks>
    public const uint LastMicrokitChannel = 61;

    /// <summary>Last channel identifier of a C# component: 62 groups of 64.</summary>
    public const uint LastComponentChannel = (62 * 64) - 1;

    /// <summary>Last identifier of an I/O port range.</summary>
    public const uint LastPortId = 62;

    /// <summary>Last port of the processor.</summary>
    public const uint LastPort = 0xffff;

    /// <summary>Last vector for an interrupt.</summary>
    public const uint LastVector = 107;

    /// <summary>Last pin an I/O APIC can have. Source: 82093AA data sheet, 3.2.2: the number of entries is an 8-bit field, at most
    /// 239.</summary>
    public const uint LastPin = 239;

    /// <summary>Last slot for a further capability: the root CNode of a protection domain has 64, the first one leads to the
    /// rest.</summary>
    public const uint LastSharedSlot = 63;

    /// <summary>Bytes of the name that libmicrokit keeps, its terminator included.</summary>
    public const int MicrokitNameBytes = 64;

    /// <summary>Scheduling domains of the kernel's Microkit profile.</summary>
    public const int SchedulingDomains = 16;

    /// <summary>Entries of its domain schedule.</summary>
    public const int DomainScheduleEntries = 100;

    /// <summary>First duration that a schedule entry cannot have: the kernel keeps 56 bits.</summary>
    public const ulong DurationEnd = 1ul << 56;

    /// <summary>Last number of a domain in the IOMMU. Source: Intel VT-d specification, 9.3: 16 bits.</summary>
    public const uint LastIoDomain = 0xffff;

    /// <summary>First address that a device behind the IOMMU cannot have: three levels of I/O page tables.</summary>
    public const ulong IoAddressEnd = 1ul << 39;

    /// <summary>Name that no protection domain may have.</summary>
    public const string MonitorName = "monitor";

    /// <summary>Time the monitor may use in its period, so that faults cannot take the whole machine.</summary>
    public const ulong MonitorBudgetMicroseconds = 2000;

    /// <summary>Period of the monitor: its unit of waiting, too.</summary>
    public const ulong MonitorPeriodMicroseconds = 10_000;

    /// <summary>Scheduling domain of the monitor.</summary>
    public const byte MonitorDomain = 0;
}
