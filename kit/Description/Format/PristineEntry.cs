// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>What a component's memory holds before it starts, where that is not zero.</summary>
public struct PristineEntry
{
    /// <summary>The protection domain.</summary>
    public uint Domain;

    /// <summary>Zero.</summary>
    public uint Reserved;

    /// <summary>Where it goes: an address in one of the monitor's windows.</summary>
    public ulong Target;

    /// <summary>Where it is in the monitor.</summary>
    public ulong Source;

    /// <summary>How many bytes.</summary>
    public ulong Bytes;
}
