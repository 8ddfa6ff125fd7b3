// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What a filter has counted.</summary>
internal struct Counters
{
    /// <summary>Packets that passed.</summary>
    public uint Admitted;

    /// <summary>Packets that did not.</summary>
    public uint Refused;

    /// <summary>What goes on: exchanges whose answers may pass.</summary>
    public uint Flows;
}
