// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Robustness;

/// <summary>What the root task puts into the slots of an attacker's CNode, sixteen of each kind.</summary>
internal enum Kind : ulong
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Memory.</summary>
    Untyped,

    /// <summary>Endpoints, some with badges.</summary>
    Endpoint,

    /// <summary>Notifications, some with badges.</summary>
    Notification,

    /// <summary>Reply objects.</summary>
    Reply,

    /// <summary>CNodes: the attackers' own first, then small ones.</summary>
    CNode,

    /// <summary>Threads: the attackers first, then some that nobody has configured.</summary>
    Thread,

    /// <summary>Scheduling contexts: the attackers' first.</summary>
    SchedContext,

    /// <summary>The authority over time.</summary>
    SchedControl,

    /// <summary>Frames of 4 KiB.</summary>
    Frame,

    /// <summary>Page tables.</summary>
    PageTable,

    /// <summary>Page directories.</summary>
    PageDirectory,

    /// <summary>Page-directory-pointer tables.</summary>
    PointerTable,

    /// <summary>Roots of address spaces: the attackers' first, then some without identifier.</summary>
    Space,

    /// <summary>A pool of address-space identifiers.</summary>
    AsidPool,

    /// <summary>The authority to make such pools.</summary>
    AsidControl,

    /// <summary>Interrupts of pins that no device uses.</summary>
    IrqHandler,

    /// <summary>Ports that no device uses.</summary>
    IoPort,

    /// <summary>Number of kinds.</summary>
    Count,
}
