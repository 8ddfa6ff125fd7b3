// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Registers of a thread, in the order in which ReadRegisters and WriteRegisters carry them.</summary>
[RegisterSet(typeof(UserContext))]
[CName("seL4_UserContext")]
public enum UserContextRegister : ulong
{
    /// <summary>Instruction to go on at.</summary>
    [CName("rip")]
    Rip,

    [CName("rsp")]
    Rsp,

    /// <summary>Flags; only those that user level may change are taken.</summary>
    [CName("rflags")]
    Rflags,

    [CName("rax")]
    Rax,

    [CName("rbx")]
    Rbx,

    [CName("rcx")]
    Rcx,

    [CName("rdx")]
    Rdx,

    [CName("rsi")]
    Rsi,

    [CName("rdi")]
    Rdi,

    [CName("rbp")]
    Rbp,

    [CName("r8")]
    R8,

    [CName("r9")]
    R9,

    [CName("r10")]
    R10,

    [CName("r11")]
    R11,

    [CName("r12")]
    R12,

    [CName("r13")]
    R13,

    [CName("r14")]
    R14,

    [CName("r15")]
    R15,

    /// <summary>Base of FS: thread-local storage.</summary>
    [CName("fs_base")]
    FsBase,

    /// <summary>Base of GS.</summary>
    [CName("gs_base")]
    GsBase,
}
