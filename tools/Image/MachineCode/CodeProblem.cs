// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>One place in a routine that the analysis cannot account for.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Site">Address of the instruction.</param>
/// <param name="Text">The instruction in assembly, or a description of the bytes.</param>
public sealed record CodeProblem(CodeProblemKind Kind, ulong Site, string Text);
