// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>A file of source text, as the compiler was given it.</summary>
/// <param name="Folder">Folder, absolute or not; empty when it is not known.</param>
/// <param name="Name">Name, which may begin with folders too.</param>
public sealed record SourceFile(string Folder, string Name);
