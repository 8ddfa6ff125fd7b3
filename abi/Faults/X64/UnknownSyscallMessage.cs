// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.X64;

/// <summary>Words of the message about an unknown system call; a reply sets all but the last.</summary>
[CEnum("seL4_UnknownSyscall_Msg", Prefix = "seL4_UnknownSyscall_")]
public enum UnknownSyscallMessage : ulong
{
    [CName("seL4_UnknownSyscall_RAX")]
    Rax,

    [CName("seL4_UnknownSyscall_RBX")]
    Rbx,

    [CName("seL4_UnknownSyscall_RCX")]
    Rcx,

    [CName("seL4_UnknownSyscall_RDX")]
    Rdx,

    [CName("seL4_UnknownSyscall_RSI")]
    Rsi,

    [CName("seL4_UnknownSyscall_RDI")]
    Rdi,

    [CName("seL4_UnknownSyscall_RBP")]
    Rbp,

    R8,

    R9,

    R10,

    R11,

    R12,

    R13,

    R14,

    R15,

    /// <summary>Instruction.</summary>
    [CName("seL4_UnknownSyscall_FaultIP")]
    FaultIp,

    /// <summary>Stack pointer.</summary>
    [CName("seL4_UnknownSyscall_SP")]
    StackPointer,

    /// <summary>Flags.</summary>
    [CName("seL4_UnknownSyscall_FLAGS")]
    Flags,

    /// <summary>Number of the system call.</summary>
    Syscall,

    /// <summary>Number of words.</summary>
    Length,
}
