// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Registers of a thread, in the order in which ReadRegisters and WriteRegisters carry them.</summary>
[RegisterSet(typeof(UserContext))]
[CName("seL4_UserContext")]
public enum UserContextRegister : ulong
{
    /// <summary>Instruction to go on at.</summary>
    [CName("pc")]
    Pc,

    /// <summary>Stack pointer.</summary>
    [CName("sp")]
    Sp,

    /// <summary>Processor state.</summary>
    [CName("spsr")]
    Spsr,

    [CName("x0")]
    X0,

    [CName("x1")]
    X1,

    [CName("x2")]
    X2,

    [CName("x3")]
    X3,

    [CName("x4")]
    X4,

    [CName("x5")]
    X5,

    [CName("x6")]
    X6,

    [CName("x7")]
    X7,

    [CName("x8")]
    X8,

    [CName("x16")]
    X16,

    [CName("x17")]
    X17,

    [CName("x18")]
    X18,

    [CName("x29")]
    X29,

    [CName("x30")]
    X30,

    [CName("x9")]
    X9,

    [CName("x10")]
    X10,

    [CName("x11")]
    X11,

    [CName("x12")]
    X12,

    [CName("x13")]
    X13,

    [CName("x14")]
    X14,

    [CName("x15")]
    X15,

    [CName("x19")]
    X19,

    [CName("x20")]
    X20,

    [CName("x21")]
    X21,

    [CName("x22")]
    X22,

    [CName("x23")]
    X23,

    [CName("x24")]
    X24,

    [CName("x25")]
    X25,

    [CName("x26")]
    X26,

    [CName("x27")]
    X27,

    [CName("x28")]
    X28,

    /// <summary>Thread-local-storage base.</summary>
    [CName("tpidr_el0")]
    TpidrEl0,

    /// <summary>Second thread register, read-only for user level.</summary>
    [CName("tpidrro_el0")]
    TpidrroEl0,
}
