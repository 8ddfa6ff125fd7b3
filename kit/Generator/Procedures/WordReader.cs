// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;

namespace Caprock.Kit.Generator.Procedures;

/// <summary>Takes types apart into what travels in words of a message.</summary>
/// <remarks>A structure travels field by field: both sides may lay it out as they like, and its gaps tell nobody anything.</remarks>
/// <param name="assembly">The assembly whose code accesses the fields.</param>
internal sealed class WordReader(IAssemblySymbol assembly)
{
    /// <summary>Adds the words of a type; returns why it cannot be sent, or null.</summary>
    public string? Read(ITypeSymbol type, string access, List<Word> words)
    {
        if (IsNumber(type))
        {
            string name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            words.Add(new Word(access, name, type.SpecialType == SpecialType.System_Boolean));
            return null;
        }

        string shown = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        return type switch
        {
            IPointerTypeSymbol or IFunctionPointerTypeSymbol => "an address means nothing in another address space",
            { IsReferenceType: true } => $"'{shown}' is an object, which means nothing in another address space",
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } =>
                $"'{shown}' is no integer; send its bits",
            INamedTypeSymbol { IsRefLikeType: true } => $"'{shown}' refers to memory; send an offset into a region that both map",
            INamedTypeSymbol { TypeKind: TypeKind.Struct } structure => ReadFields(structure, shown, access, words),
            _ => $"'{shown}' has no known size",
        };
    }

    private string? ReadFields(INamedTypeSymbol structure, string shown, string access, List<Word> words)
    {
        int before = words.Count;
        foreach (IFieldSymbol field in structure.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
        {
            string? problem = Refusal(field, shown) ?? Read(field.Type, $"{access}.{field.Name}", words);
            if (problem is not null)
            {
                return problem;
            }
        }

        return words.Count == before ? $"'{shown}' has no fields" : null;
    }

    private string? Refusal(IFieldSymbol field, string shown)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, assembly);
        bool isVisible = field.DeclaredAccessibility == Accessibility.Public
            || (isOwn && field.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);
        if (!isVisible || field.IsReadOnly || field.IsImplicitlyDeclared)
        {
            return $"fields of '{shown}' must be visible and writable, for it is sent field by field";
        }

        return field.IsFixedSizeBuffer ? $"'{shown}' contains a buffer; put it into a memory region that both map" : null;
    }

    private static bool IsNumber(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.SpecialType is
        SpecialType.System_Boolean or SpecialType.System_Char or
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or
        SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
