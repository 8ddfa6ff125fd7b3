// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of a reply to a message about an exhausted budget: the registers the thread goes on with.</summary>
[CEnum("seL4_TimeoutReply_Msg", Prefix = "seL4_TimeoutReply_")]
public enum TimeoutReplyMessage : ulong
{
    /// <summary>Instruction.</summary>
    [CName("seL4_TimeoutReply_FaultIP")]
    FaultIp,

    /// <summary>Stack pointer.</summary>
    [CName("seL4_TimeoutReply_SP")]
    StackPointer,

    /// <summary>Processor state.</summary>
    [CName("seL4_TimeoutReply_SPSR_EL1")]
    ProcessorState,

    X0,

    X1,

    X2,

    X3,

    X4,

    X5,

    X6,

    X7,

    X8,

    X16,

    X17,

    X18,

    X29,

    X30,

    X9,

    X10,

    X11,

    X12,

    X13,

    X14,

    X15,

    X19,

    X20,

    X21,

    X22,

    X23,

    X24,

    X25,

    X26,

    X27,

    X28,

    /// <summary>Number of words.</summary>
    Length,
}
