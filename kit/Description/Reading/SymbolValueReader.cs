// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Collects everything that a protection domain's elements ask to store in its variables.</summary>
internal static class SymbolValueReader
{
    private static readonly (string Element, string Attribute, string Source)[] s_numbers =
    [
        ("map", "setvar_vaddr", "vaddr"),
        ("irq", "setvar_id", "id"),
        ("ioport", "setvar_id", "id"),
        ("ioport", "setvar_addr", "addr"),
        ("protection_domain", "setvar_id", "id"),
    ];

    private static readonly (string Element, string Attribute, string Source, SymbolValueKind Kind)[] s_regions =
    [
        ("map", "setvar_size", "mr", SymbolValueKind.RegionSize),
        ("map", "setvar_prefill_size", "mr", SymbolValueKind.PrefillSize),
        ("setvar", "symbol", "region_paddr", SymbolValueKind.PhysicalAddress),
    ];

    /// <summary>Adds the values to the protection domain.</summary>
    public static void Read(SourceElement element, ProtectionDomain domain, ReadContext context)
    {
        foreach (SourceElement setvar in element.Named("setvar"))
        {
            Schemas.SetVar.Check(setvar, context.Diagnostics);
        }

        foreach ((string name, string attribute, string source) in s_numbers)
        {
            foreach (SourceElement part in element.Named(name))
            {
                AddNumber(part, attribute, source, domain, context);
            }
        }

        foreach ((string name, string attribute, string source, SymbolValueKind kind) in s_regions)
        {
            foreach (SourceElement part in element.Named(name))
            {
                AddRegion(part, attribute, source, kind, domain, context);
            }
        }
    }

    /// <summary>The variable an attribute names; null when there is none.</summary>
    public static NamedReference? Name(SourceElement element, string attribute) =>
        element.Find(attribute) is { Value.Length: > 0 } symbol ? new NamedReference(symbol.Value, symbol.ValuePosition) : null;

    /// <summary>A variable that gets a number from the same element.</summary>
    public static void AddNumber(SourceElement element, string attribute, string source, ProtectionDomain domain, ReadContext context)
    {
        if (Symbol(element, attribute, context) is NamedReference symbol)
        {
            ulong number = element.Find(source) is SourceAttribute from && NumberText.TryParse(from.Value, out ulong value) ? value : 0;
            domain.Add(new SymbolValue
            {
                Position = symbol.Position,
                Symbol = symbol.Name,
                Kind = SymbolValueKind.Number,
                Number = number,
            });
        }
    }

    private static void AddRegion(
        SourceElement element, string attribute, string source, SymbolValueKind kind, ProtectionDomain domain, ReadContext context)
    {
        if (Symbol(element, attribute, context) is NamedReference symbol)
        {
            domain.Add(new SymbolValue
            {
                Position = symbol.Position,
                Symbol = symbol.Name,
                Kind = kind,
                RegionName = element.Find(source) is SourceAttribute from ? new NamedReference(from.Value, from.ValuePosition) : null,
            });
        }
    }

    private static NamedReference? Symbol(SourceElement element, string attribute, ReadContext context)
    {
        if (element.Find(attribute) is not SourceAttribute symbol)
        {
            return null;
        }

        if (symbol.Value.Length == 0)
        {
            context.Diagnostics.Error(symbol.ValuePosition, $"'{attribute}' is empty", "give it the name of a variable");
            return null;
        }

        return new NamedReference(symbol.Value, symbol.ValuePosition);
    }
}
