// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Instructions at which the same rules lead to the caller.</summary>
/// <param name="Start">Address of the first.</param>
/// <param name="End">Address behind the last.</param>
/// <param name="Rules">The rules.</param>
public readonly record struct FrameRange(ulong Start, ulong End, FrameRules Rules);
