// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Instructions that come from one line.</summary>
/// <param name="Start">Address of the first.</param>
/// <param name="End">Address behind the last.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line; 0 for instructions that come from none.</param>
public readonly record struct LineRange(ulong Start, ulong End, SourceFile File, uint Line);
