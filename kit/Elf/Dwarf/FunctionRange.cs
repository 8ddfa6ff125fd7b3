// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Instructions of a function.</summary>
/// <param name="Start">Address of the first.</param>
/// <param name="End">Address behind the last.</param>
/// <param name="Name">Name to be read by people.</param>
public readonly record struct FunctionRange(ulong Start, ulong End, string Name);
