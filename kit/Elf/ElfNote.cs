// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>One note: an owner's name, a type the owner chose, and bytes.</summary>
/// <param name="Owner">Name of the note's owner.</param>
/// <param name="Type">Owner-defined type.</param>
/// <param name="Description">The note's bytes.</param>
public sealed record ElfNote(string Owner, uint Type, ReadOnlyMemory<byte> Description);
