// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Registers given to and returned by a secure monitor call.</summary>
[RegisterSet(typeof(SmcContext))]
[CName("seL4_ARM_SMCContext")]
public enum SmcContextRegister : ulong
{
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
}
