// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Faults.Arm64;

/// <summary>Words of the message about an unknown system call; a reply sets all but the last.</summary>
[CEnum("seL4_UnknownSyscall_Msg", Prefix = "seL4_UnknownSyscall_")]
public enum UnknownSyscallMessage : ulong
{
    X0,

    X1,

    X2,

    X3,

    X4,

    X5,

    X6,

    X7,

    /// <summary>Instruction.</summary>
    [CName("seL4_UnknownSyscall_FaultIP")]
    FaultIp,

    /// <summary>Stack pointer.</summary>
    [CName("seL4_UnknownSyscall_SP")]
    StackPointer,

    /// <summary>Return address.</summary>
    [CName("seL4_UnknownSyscall_LR")]
    LinkRegister,

    /// <summary>Processor state.</summary>
    [CName("seL4_UnknownSyscall_SPSR")]
    ProcessorState,

    /// <summary>Number of the system call.</summary>
    Syscall,

    /// <summary>Number of words.</summary>
    Length,
}
