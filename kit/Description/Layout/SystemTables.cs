// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Description.Layout;

/// <summary>What a component is told about the whole system, while it is made.</summary>
internal sealed class SystemTables
{
    /// <summary>The header, without the tables' places.</summary>
    public SystemHeader Header;

    /// <summary>Protection domains.</summary>
    public List<SystemDomain> Domains { get; } = [];

    /// <summary>Memory regions.</summary>
    public List<SystemRegion> Regions { get; } = [];

    /// <summary>Maps.</summary>
    public List<SystemMap> Maps { get; } = [];

    /// <summary>Capabilities.</summary>
    public List<SystemCapability> Capabilities { get; } = [];

    /// <summary>Names.</summary>
    public NameTable Names { get; } = new();
}
