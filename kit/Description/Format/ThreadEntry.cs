// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A thread, ready to run.</summary>
public struct ThreadEntry
{
    /// <summary>Flags: its scheduling context is taken away when it has initialised itself.</summary>
    public const uint Passive = 1;

    /// <summary>Flags: floating point is off.</summary>
    public const uint NoFpu = 2;

    /// <summary>Protection domain.</summary>
    public uint Domain;

    /// <summary>The thread.</summary>
    public uint Thread;

    /// <summary>Root of its capability space.</summary>
    public uint CSpace;

    /// <summary>Root of its address space.</summary>
    public uint VSpace;

    /// <summary>Frame of its IPC buffer; None when it has none.</summary>
    public uint IpcBuffer;

    /// <summary>Scheduling context.</summary>
    public uint SchedContext;

    /// <summary>Notification bound to it; None when there is none.</summary>
    public uint Notification;

    /// <summary>Endpoint that hears of its faults; None for the monitor.</summary>
    public uint FaultEndpoint;

    /// <summary>Priority.</summary>
    public uint Priority;

    /// <summary>Number of its scheduling domain.</summary>
    public uint SchedulingDomain;

    /// <summary><see cref="Passive"/>, <see cref="NoFpu"/>.</summary>
    public uint Flags;

    /// <summary>Bits of the root's guard, all zero.</summary>
    public uint CSpaceGuardBits;

    /// <summary>Badge of the fault endpoint.</summary>
    public ulong FaultBadge;

    /// <summary>Address of the IPC buffer.</summary>
    public ulong IpcBufferAddress;

    /// <summary>First instruction.</summary>
    public ulong Entry;

    /// <summary>Stack pointer.</summary>
    public ulong StackPointer;

    /// <summary>First argument.</summary>
    public ulong Argument;
}
