// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults;

/// <summary>Words of the message about a breakpoint or single step.</summary>
[Only(Feature.HardwareDebug)]
[CEnum("seL4_DebugException_Msg", Prefix = "seL4_DebugException_")]
public enum DebugExceptionMessage : ulong
{
    /// <summary>Instruction.</summary>
    [CName("seL4_DebugException_FaultIP")]
    FaultIp,

    /// <summary>Kind of breakpoint.</summary>
    ExceptionReason,

    /// <summary>Address that triggered it.</summary>
    TriggerAddress,

    /// <summary>Number of the breakpoint.</summary>
    BreakpointNumber,

    /// <summary>Number of words.</summary>
    Length,
}
