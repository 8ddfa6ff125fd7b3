// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.X64;

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

    /// <summary>Flags.</summary>
    [CName("seL4_UserException_FLAGS")]
    Flags,

    /// <summary>Vector of the exception. Source: Intel SDM 3A, 6.3.1.</summary>
    Number,

    /// <summary>Its error code.</summary>
    Code,

    /// <summary>Number of words.</summary>
    Length,
}
