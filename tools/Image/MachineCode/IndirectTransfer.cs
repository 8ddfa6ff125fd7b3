// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>A call or jump whose target the machine code does not fix.</summary>
/// <param name="Site">Address of the instruction.</param>
/// <param name="Text">The instruction in assembly.</param>
/// <param name="IsCall">Whether it is a call rather than a jump.</param>
public sealed record IndirectTransfer(ulong Site, string Text, bool IsCall);
