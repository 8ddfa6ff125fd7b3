// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Begin of a component's configuration: what it has and where.</summary>
public struct ComponentHeader
{
    /// <summary>"CAPROCKC", read as a little-endian number.</summary>
    public const ulong ExpectedMagic = 0x434b_434f_5250_4143;

    /// <summary>Flags: passive.</summary>
    public const uint Passive = 1;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    public ulong Magic;

    /// <summary><see cref="LayoutHeader.ExpectedVersion"/>.</summary>
    public uint Version;

    /// <summary><see cref="Passive"/>.</summary>
    public uint Flags;

    /// <summary>Where its arena begins.</summary>
    public ulong ArenaAddress;

    /// <summary>Bytes of its arena.</summary>
    public ulong ArenaBytes;

    /// <summary>Where the lives of all protection domains are, <see cref="LifeEntry"/> by index; 0 when no peer is ever started
    /// anew.</summary>
    public ulong LivesAddress;

    /// <summary>Where the monitor's lines are; 0 when this component does not have them.</summary>
    public ulong LogAddress;

    /// <summary>Where it is told about the whole system, <see cref="SystemHeader"/>; 0 when it is not.</summary>
    public ulong SystemAddress;

    /// <summary>By which bit it hears of new lines; for the monitor the slot of the notification that tells of them.</summary>
    public uint LogId;

    /// <summary>Index of who reads them; only the monitor knows.</summary>
    public uint LogReader;

    /// <summary>Groups of channels; see <see cref="ChannelGroups"/>.</summary>
    public uint GroupCount;

    /// <summary>Slot of the first group's notification; the others follow.</summary>
    public uint FirstGroupSlot;

    /// <summary>Slot by which it asks the monitor, <see cref="MonitorControl"/>; 0 when it may not.</summary>
    public uint ControlSlot;

    /// <summary>Zero.</summary>
    public uint Reserved;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>Bytes of the configuration.</summary>
    public uint TotalBytes;

    /// <summary>Channels: <see cref="ComponentChannel"/>, by identifier.</summary>
    public TableReference Channels;

    /// <summary>Interrupts: <see cref="ComponentInterrupt"/>, by identifier.</summary>
    public TableReference Interrupts;

    /// <summary>Memory regions: <see cref="ComponentRegion"/>, by address.</summary>
    public TableReference Regions;

    /// <summary>I/O ports: <see cref="ComponentPorts"/>, by identifier.</summary>
    public TableReference Ports;

    /// <summary>Children: <see cref="ComponentChild"/>, by identifier.</summary>
    public TableReference Children;

    /// <summary>Protection domains: <see cref="DomainEntry"/>; only the monitor has them.</summary>
    public TableReference Domains;

    /// <summary>Memory of other protection domains: <see cref="MonitorWindow"/>; only the monitor has them.</summary>
    public TableReference Windows;

    /// <summary>Contents to start with: <see cref="PristineEntry"/>; only the monitor has them.</summary>
    public TableReference Pristine;

    /// <summary>Names: UTF-8, each ended by a zero.</summary>
    public TableReference Names;
}
