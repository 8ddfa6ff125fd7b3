// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A protection domain: what the monitor knows about it.</summary>
public struct DomainEntry
{
    /// <summary>Flags: passive.</summary>
    public const uint Passive = 1;

    /// <summary>Flags: a C# component, with a configuration; otherwise built against libmicrokit.</summary>
    public const uint Component = 2;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>Who handles its faults; None for the monitor.</summary>
    public uint Parent;

    /// <summary>By which number the parent refers to it.</summary>
    public uint ChildId;

    /// <summary><see cref="Passive"/>, <see cref="Component"/>.</summary>
    public uint Flags;

    /// <summary>After a fault: 0 stays stopped, 1 restarted, 2 the parent decides.</summary>
    public uint RestartPolicy;

    /// <summary>How often it is restarted at most.</summary>
    public uint RestartLimit;

    /// <summary>Time before the first restart; doubles with each.</summary>
    public ulong RestartBackoffMicroseconds;

    /// <summary>Periods of the monitor in which it must answer; 0 when it is not asked.</summary>
    public uint HeartbeatPeriods;

    /// <summary>Its priority.</summary>
    public uint Priority;

    /// <summary>Lowest address of its stack.</summary>
    public ulong StackBottom;

    /// <summary>End of its stack.</summary>
    public ulong StackTop;

    /// <summary>First instruction.</summary>
    public ulong Entry;

    /// <summary>First argument.</summary>
    public ulong Argument;

    /// <summary>Where a C# component stops with a text for the monitor; 0 when it has no such place.</summary>
    public ulong PanicAddress;

    /// <summary>Where the monitor has what it knows about the code: <see cref="TraceHeader"/>; 0 when it knows nothing.</summary>
    public ulong TraceAddress;
}
