// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>What stops a thread that is being debugged.</summary>
[Only(Feature.HardwareDebug)]
[CEnum("seL4_BreakpointType", Prefix = "seL4_")]
public enum BreakpointKind : ulong
{
    /// <summary>Access to data.</summary>
    [CName("seL4_DataBreakpoint")]
    Data,

    /// <summary>Execution of an instruction.</summary>
    [CName("seL4_InstructionBreakpoint")]
    Instruction,

    /// <summary>Execution of any instruction.</summary>
    SingleStep,

    /// <summary>A breakpoint instruction in the program.</summary>
    SoftwareBreakRequest,
}
