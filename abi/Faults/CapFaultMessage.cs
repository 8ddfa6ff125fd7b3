// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults;

/// <summary>Words of the message about a missing capability.</summary>
[CEnum("seL4_CapFault_Msg", Prefix = "seL4_CapFault_")]
public enum CapFaultMessage : ulong
{
    /// <summary>Instruction after which the thread would have gone on.</summary>
    [CName("seL4_CapFault_IP")]
    Ip,

    /// <summary>Capability address.</summary>
    [CName("seL4_CapFault_Addr")]
    Address,

    /// <summary>1 when the receiving half of the system call failed.</summary>
    InRecvPhase,

    /// <summary>Why the lookup failed.</summary>
    LookupFailureType,

    /// <summary>Address bits that were left to translate.</summary>
    BitsLeft,

    /// <summary>For a depth mismatch: bits the CNode translates.</summary>
    [CName("seL4_CapFault_DepthMismatch_BitsFound")]
    DepthMismatchBitsFound,

    /// <summary>For a guard mismatch: the guard.</summary>
    [CName("seL4_CapFault_GuardMismatch_GuardFound")]
    GuardMismatchGuardFound = DepthMismatchBitsFound,

    /// <summary>For a guard mismatch: its size.</summary>
    [CName("seL4_CapFault_GuardMismatch_BitsFound")]
    GuardMismatchBitsFound,
}
