// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Language;

/// <summary>Instruction sets the interface is defined for.</summary>
public enum Isa
{
    /// <summary>64-bit x86.</summary>
    X64,

    /// <summary>64-bit Arm.</summary>
    Arm64,
}
