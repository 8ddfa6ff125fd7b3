// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Description.Layout;

/// <summary>The tables of a component's configuration while it is made.</summary>
internal sealed class ComponentTables
{
    /// <summary>The header, without the tables' places.</summary>
    public ComponentHeader Header;

    /// <summary>Channels.</summary>
    public List<ComponentChannel> Channels { get; } = [];

    /// <summary>Interrupts.</summary>
    public List<ComponentInterrupt> Interrupts { get; } = [];

    /// <summary>Memory regions.</summary>
    public List<ComponentRegion> Regions { get; } = [];

    /// <summary>I/O ports.</summary>
    public List<ComponentPorts> Ports { get; } = [];

    /// <summary>Children.</summary>
    public List<ComponentChild> Children { get; } = [];

    /// <summary>Protection domains, for the monitor.</summary>
    public List<DomainEntry> Domains { get; } = [];

    /// <summary>Memory of others, for the monitor.</summary>
    public List<MonitorWindow> Windows { get; } = [];

    /// <summary>What components start with, for the monitor.</summary>
    public List<PristineEntry> Pristine { get; } = [];

    /// <summary>Names.</summary>
    public NameTable Names { get; } = new();
}
