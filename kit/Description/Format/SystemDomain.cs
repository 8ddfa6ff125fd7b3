// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A protection domain, as one component is told about all of them.</summary>
public struct SystemDomain
{
    /// <summary>Flags: passive.</summary>
    public const uint Passive = 1;

    /// <summary>Flags: started anew after a fault.</summary>
    public const uint Restarted = 2;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary><see cref="Passive"/>, <see cref="Restarted"/>.</summary>
    public uint Flags;

    /// <summary>Priority.</summary>
    public uint Priority;

    /// <summary>Who handles its faults; None for the monitor.</summary>
    public uint Parent;

    /// <summary>Time it may use in a period.</summary>
    public ulong BudgetMicroseconds;

    /// <summary>Length of a period.</summary>
    public ulong PeriodMicroseconds;

    /// <summary>Bytes of its program in memory.</summary>
    public ulong ProgramBytes;

    /// <summary>Bytes of its stack.</summary>
    public ulong StackBytes;

    /// <summary>Bytes of its arena.</summary>
    public ulong ArenaBytes;

    /// <summary>First of its maps.</summary>
    public uint FirstMap;

    /// <summary>Number of its maps.</summary>
    public uint MapCount;

    /// <summary>First of its capabilities.</summary>
    public uint FirstCapability;

    /// <summary>Number of its capabilities.</summary>
    public uint CapabilityCount;
}
