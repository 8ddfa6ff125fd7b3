// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>First word of a capability's record.</summary>
public enum CapabilityTag : ulong
{
    Untyped = 1,
    Endpoint,
    Notification,
    Reply,
    CNode,
    Thread,
    SchedContext,
    SchedControl,
    IrqControl,
    IrqHandler,
    DomainSet,
    Zombie,
    Frame,
    Table,
    AsidControl,
    AsidPool,
    PortControl,
    Port,
}
