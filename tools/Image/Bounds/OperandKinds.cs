// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Questions about operands.</summary>
internal static class OperandKinds
{
    /// <summary>Whether an operand is a constant in the instruction.</summary>
    public static bool IsImmediate(this OpKind kind) => kind is >= OpKind.Immediate8 and <= OpKind.Immediate32to64;
}
