// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.X64;

/// <summary>Words of a reply to a message about an exhausted budget: the registers the thread goes on with.</summary>
[CEnum("seL4_TimeoutReply_Msg", Prefix = "seL4_TimeoutReply_")]
public enum TimeoutReplyMessage : ulong
{
    /// <summary>Instruction.</summary>
    [CName("seL4_TimeoutReply_FaultIP")]
    FaultIp,

    [CName("seL4_TimeoutReply_RSP")]
    Rsp,

    /// <summary>Flags.</summary>
    [CName("seL4_TimeoutReply_FLAGS")]
    Flags,

    [CName("seL4_TimeoutReply_RAX")]
    Rax,

    [CName("seL4_TimeoutReply_RBX")]
    Rbx,

    [CName("seL4_TimeoutReply_RCX")]
    Rcx,

    [CName("seL4_TimeoutReply_RDX")]
    Rdx,

    [CName("seL4_TimeoutReply_RSI")]
    Rsi,

    [CName("seL4_TimeoutReply_RDI")]
    Rdi,

    [CName("seL4_TimeoutReply_RBP")]
    Rbp,

    R8,

    R9,

    R10,

    R11,

    R12,

    R13,

    R14,

    R15,

    /// <summary>Thread-local-storage base.</summary>
    [CName("seL4_TimeoutReply_TLS_BASE")]
    TlsBase,

    /// <summary>Number of words.</summary>
    Length,
}
