// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of the message about an exception; a reply sets the first three.</summary>
[CEnum("seL4_UserException_Msg", Prefix = "seL4_UserException_")]
public enum UserExceptionMessage : ulong
{
    /// <summary>Instruction.</summary>
    [CName("seL4_UserException_FaultIP")]
    FaultIp,

    /// <summary>Stack pointer.</summary>
    [CName("seL4_UserException_SP")]
    StackPointer,

    /// <summary>Processor state.</summary>
    [CName("seL4_UserException_SPSR")]
    ProcessorState,

    /// <summary>Number of the exception.</summary>
    Number,

    /// <summary>Its syndrome.</summary>
    Code,

    /// <summary>Number of words.</summary>
    Length,
}
