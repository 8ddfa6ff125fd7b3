// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Divides the executable sections among functions and names addresses.</summary>
/// <remarks>
/// A symbol of type function, or a label another object file can see, starts a function. A local label belongs to the function around it:
/// it gives an address a name, not a boundary. Every byte of an executable section lies in exactly one extent.
/// </remarks>
public sealed class FunctionMap
{
    private readonly List<FunctionExtent> _extents = [];
    private readonly SortedList<ulong, ElfSymbol> _names = [];

    /// <summary>Builds the map of an image.</summary>
    public FunctionMap(ElfImage image)
    {
        for (int index = 0; index < image.Sections.Count; index++)
        {
            ElfSection section = image.Sections[index];
            if (section.IsExecutable && section.IsAllocated && section.Size != 0)
            {
                AddSection(image, section);
            }
        }

        _extents.Sort((left, right) => left.Start.CompareTo(right.Start));
    }

    /// <summary>All extents by ascending address.</summary>
    public IReadOnlyList<FunctionExtent> Extents => _extents;

    /// <summary>The extent an address lies in, null outside executable sections.</summary>
    public FunctionExtent? Find(ulong address)
    {
        int low = 0;
        int high = _extents.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            FunctionExtent extent = _extents[middle];
            if (extent.Contains(address))
            {
                return extent;
            }

            (low, high) = address < extent.Start ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    /// <summary>Names an address: its own symbol, else the enclosing function plus an offset.</summary>
    public string Name(ulong address)
    {
        if (_names.TryGetValue(address, out ElfSymbol? symbol))
        {
            return symbol.Name;
        }

        FunctionExtent? extent = Find(address);
        return extent is null ? $"0x{address:x}"
            : extent.Start == address ? extent.Name
            : $"{extent.Name}+0x{address - extent.Start:x}";
    }

    private void AddSection(ElfImage image, ElfSection section)
    {
        SortedSet<ulong> starts = [section.Address];
        foreach (ElfSymbol symbol in image.Symbols)
        {
            if (symbol.IsDefined && section.Contains(symbol.Value) && NamesCode(symbol))
            {
                Remember(symbol);
                if (symbol.Type == ElfSymbolType.Function || symbol.Binding != ElfSymbolBinding.Local)
                {
                    _ = starts.Add(symbol.Value); // Ignored: two names of one address are one start.
                }
            }
        }

        ulong[] ordered = [.. starts];
        for (int index = 0; index < ordered.Length; index++)
        {
            ulong start = ordered[index];
            ulong end = index + 1 < ordered.Length ? ordered[index + 1] : section.Address + section.Size;
            bool isTyped = _names.TryGetValue(start, out ElfSymbol? symbol) && symbol.Type == ElfSymbolType.Function;
            string name = symbol?.Name ?? $"{section.Name}+0x{start - section.Address:x}";
            _extents.Add(new FunctionExtent(name, start, end, isTyped));
        }
    }

    private void Remember(ElfSymbol symbol)
    {
        if (!_names.TryGetValue(symbol.Value, out ElfSymbol? known) || Rank(symbol) > Rank(known))
        {
            _names[symbol.Value] = symbol;
        }
    }

    private static bool NamesCode(ElfSymbol symbol) =>
        symbol.Name.Length != 0 && symbol.Type is ElfSymbolType.Function or ElfSymbolType.None;

    private static int Rank(ElfSymbol symbol) =>
        (symbol.Type == ElfSymbolType.Function ? 4 : 0) + (symbol.Size != 0 ? 2 : 0) + (symbol.Binding == ElfSymbolBinding.Local ? 0 : 1);
}
