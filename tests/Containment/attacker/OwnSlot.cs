// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>What the attacker's component has in a slot.</summary>
internal enum OwnSlot
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What messages go through: its input and reply object, notifications and endpoints of peers.</summary>
    Message,

    /// <summary>An interrupt.</summary>
    Interrupt,

    /// <summary>A range of ports.</summary>
    Ports,

    /// <summary>A capability that the description shares with it.</summary>
    Shared,
}
