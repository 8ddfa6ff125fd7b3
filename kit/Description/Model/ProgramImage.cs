// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>What a protection domain executes.</summary>
/// <param name="Path">ELF file.</param>
/// <param name="SymbolsPath">ELF file whose symbol table counts instead; null for the same one.</param>
public sealed record ProgramImage(NamedReference Path, NamedReference? SymbolsPath);
