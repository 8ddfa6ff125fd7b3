// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Which function an instruction belongs to, from the symbol table.</summary>
public static class FunctionTable
{
    /// <summary>The functions by address, without overlaps; a label of assembly without a size counts up to the next one.</summary>
    public static IReadOnlyList<FunctionRange> Read(ElfImage image)
    {
        IReadOnlyList<(ElfSymbol Symbol, ulong Limit)> symbols =
        [
            .. image.Symbols
                .Where(symbol => symbol.IsDefined && symbol.Name.Length > 0 && symbol.Type is ElfSymbolType.Function or ElfSymbolType.None)
                .Select(symbol => (Symbol: symbol, Limit: LimitOf(image, symbol)))
                .Where(item => item.Limit > item.Symbol.Value)
                .GroupBy(item => item.Symbol.Value)
                .Select(group => group.OrderByDescending(item => Preference(item.Symbol)).First())
                .OrderBy(item => item.Symbol.Value),
        ];
        List<FunctionRange> functions = [];
        for (int index = 0; index < symbols.Count; index++)
        {
            (ElfSymbol symbol, ulong limit) = symbols[index];
            ulong next = index + 1 < symbols.Count ? Math.Min(limit, symbols[index + 1].Symbol.Value) : limit;
            ulong end = symbol.Size == 0 ? next : symbol.Value + Math.Min(symbol.Size, next - symbol.Value);
            functions.Add(new FunctionRange(symbol.Value, end, FunctionName.Readable(symbol.Name)));
        }

        return functions;
    }

    /// <summary>End of the executable section that a symbol lies in; 0 when it lies in none.</summary>
    private static ulong LimitOf(ElfImage image, ElfSymbol symbol)
    {
        ElfSection? section = image.Sections.FirstOrDefault(section => section.IsExecutable && section.Contains(symbol.Value));
        return section is null ? 0 : section.Address + section.Size;
    }

    /// <summary>Of several names for a function the C# one tells most, then that with a size, then that which others see.</summary>
    private static int Preference(ElfSymbol symbol) =>
        (FunctionName.IsManaged(symbol.Name) ? 4 : 0)
        + (symbol.Type == ElfSymbolType.Function ? 2 : 0)
        + (symbol.Binding == ElfSymbolBinding.Local ? 0 : 1);
}
