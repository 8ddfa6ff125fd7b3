// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>One entry of the symbol table.</summary>
/// <param name="Name">Name, possibly empty.</param>
/// <param name="Value">Virtual address in a linked image.</param>
/// <param name="Size">Size in bytes, 0 when unknown.</param>
/// <param name="Type">What it names.</param>
/// <param name="Binding">Visibility.</param>
/// <param name="SectionIndex">Section it is defined in; 0 means undefined.</param>
public sealed record ElfSymbol(
    string Name,
    ulong Value,
    ulong Size,
    ElfSymbolType Type,
    ElfSymbolBinding Binding,
    ushort SectionIndex)
{
    /// <summary>Whether the image defines the symbol.</summary>
    public bool IsDefined => SectionIndex != 0;
}
