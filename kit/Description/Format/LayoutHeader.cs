// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Begin of a system layout: everything the initialiser does, in tables behind this header.</summary>
/// <remarks>
/// Written by the host, read by the initialiser from the same declarations. Little-endian; tables are aligned to 8 bytes, data to pages.
/// Objects have numbers from 0; ranges of them tell what they are. The initialiser needs a slot for each object and each copy of a frame.
/// </remarks>
public struct LayoutHeader
{
    /// <summary>"CAPROCKL", read as a little-endian number.</summary>
    public const ulong ExpectedMagic = 0x4c4b_434f_5250_4143;

    /// <summary>Version of these declarations.</summary>
    public const uint ExpectedVersion = 1;

    /// <summary>Stands for no object, domain or name.</summary>
    public const uint None = uint.MaxValue;

    /// <summary>Stands for no physical address.</summary>
    public const ulong NoAddress = ulong.MaxValue;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    public ulong Magic;

    /// <summary>Bytes of header, tables and data.</summary>
    public ulong TotalBytes;

    /// <summary><see cref="ExpectedVersion"/>.</summary>
    public uint Version;

    /// <summary>Number of objects.</summary>
    public uint ObjectCount;

    /// <summary>Number of copies of frame capabilities that maps need.</summary>
    public uint CopyCount;

    /// <summary>Entry of the kernel's domain schedule to begin with; None without a schedule.</summary>
    public uint ScheduleStart;

    /// <summary>What there is: <see cref="ObjectRange"/>, those with a physical address first, then large before small.</summary>
    public TableReference Objects;

    /// <summary>Who may do what: <see cref="CapabilityEntry"/>, by CNode and slot.</summary>
    public TableReference Capabilities;

    /// <summary>Tables of address spaces: <see cref="PagingEntry"/>, upper levels first.</summary>
    public TableReference Paging;

    /// <summary>Frames in address spaces: <see cref="MapEntry"/>.</summary>
    public TableReference Maps;

    /// <summary>Contents of frames: <see cref="FillEntry"/>.</summary>
    public TableReference Fills;

    /// <summary>Variables to set: <see cref="PatchEntry"/>, after the fills.</summary>
    public TableReference Patches;

    /// <summary>Threads: <see cref="ThreadEntry"/>, in the order in which they are started.</summary>
    public TableReference Threads;

    /// <summary>Scheduling contexts: <see cref="BudgetEntry"/>.</summary>
    public TableReference Budgets;

    /// <summary>Interrupts: <see cref="InterruptEntry"/>.</summary>
    public TableReference Interrupts;

    /// <summary>I/O ports: <see cref="PortEntry"/>.</summary>
    public TableReference Ports;

    /// <summary>Domain schedule: <see cref="ScheduleEntry"/>.</summary>
    public TableReference Schedule;

    /// <summary>Address spaces of devices: <see cref="IoSpaceEntry"/>.</summary>
    public TableReference IoSpaces;

    /// <summary>Frames in address spaces of devices: <see cref="IoMapEntry"/>.</summary>
    public TableReference IoMaps;

    /// <summary>Protection domains: <see cref="DomainEntry"/>; the last one is the monitor.</summary>
    public TableReference Domains;

    /// <summary>Names: UTF-8, each ended by a zero.</summary>
    public TableReference Names;

    /// <summary>Bytes that fills refer to.</summary>
    public TableReference Data;
}
