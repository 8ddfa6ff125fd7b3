// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection.Emit;

namespace Caprock.Tools.Image.Subset;

/// <summary>One instruction of a method's intermediate language.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Token">Its operand if that is a metadata token, else zero.</param>
/// <param name="IsConstrained">Whether a constrained prefix stands before it.</param>
internal readonly record struct IlInstruction(OpCode Code, int Token, bool IsConstrained);
