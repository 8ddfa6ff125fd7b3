// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Platform.Pc;

/// <summary>What the boot loader said, copied out of memory that is handed out later.</summary>
public unsafe struct LoaderInformation
{
    /// <summary>Memory ranges that are kept; libsel4's boot information has room for as many.</summary>
    public const int MaximumRanges = 50;

    /// <summary>Modules whose memory is kept in mind.</summary>
    public const int MaximumModules = 16;

    /// <summary>Type of a range of usable memory. Source: Multiboot 0.6.96, 3.3.</summary>
    public const uint UsableMemory = 1;

    /// <summary>Number of memory ranges.</summary>
    public int RangeCount;

    /// <summary>Physical address of each.</summary>
    public fixed ulong RangeStarts[MaximumRanges];

    /// <summary>Bytes of each.</summary>
    public fixed ulong RangeLengths[MaximumRanges];

    /// <summary>Type of each.</summary>
    public fixed uint RangeTypes[MaximumRanges];

    /// <summary>Number of modules.</summary>
    public int ModuleCount;

    /// <summary>Physical address of each.</summary>
    public fixed uint ModuleStarts[MaximumModules];

    /// <summary>First address behind each.</summary>
    public fixed uint ModuleEnds[MaximumModules];

    /// <summary>Physical address of the loader's copy of the ACPI root pointer, zero without one.</summary>
    public ulong RootPointer;

    /// <summary>Keeps a memory range, unless there are too many.</summary>
    public static void AddRange(LoaderInformation* information, ulong start, ulong length, uint type)
    {
        int index = information->RangeCount;
        if (index < MaximumRanges && length != 0 && start + length > start)
        {
            information->RangeStarts[index] = start;
            information->RangeLengths[index] = length;
            information->RangeTypes[index] = type;
            information->RangeCount = index + 1;
        }
    }

    /// <summary>Keeps a module, unless there are too many.</summary>
    public static void AddModule(LoaderInformation* information, uint start, uint end)
    {
        int index = information->ModuleCount;
        if (index < MaximumModules && start < end)
        {
            information->ModuleStarts[index] = start;
            information->ModuleEnds[index] = end;
            information->ModuleCount = index + 1;
        }
    }
}
