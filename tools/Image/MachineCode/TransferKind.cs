// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>How control passes from one routine to another.</summary>
public enum TransferKind
{
    /// <summary>A call: a return address is pushed.</summary>
    Call,

    /// <summary>A jump, conditional or not.</summary>
    Jump,

    /// <summary>Execution runs over the end of one function into the next.</summary>
    FallThrough,
}
