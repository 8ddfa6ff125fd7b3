// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Computes sizes of structs from their fields.</summary>
internal static class StructSize
{
    private const int DeepestNesting = 16;
    private const int PointerBytes = 8;

    /// <summary>Size in bytes on a 64-bit machine; null when it depends on a type parameter or a class.</summary>
    public static int? Of(ITypeSymbol type) => Measure(type, 0)?.Size;

    private static (int Size, int Alignment)? Measure(ITypeSymbol type, int depth)
    {
        if (depth > DeepestNesting)
        {
            return null;
        }

        int? primitive = type.TypeKind switch
        {
            TypeKind.Pointer or TypeKind.FunctionPointer => PointerBytes,
            TypeKind.Enum => Primitive(((INamedTypeSymbol)type).EnumUnderlyingType!.SpecialType),
            TypeKind.Struct => Primitive(type.SpecialType),
            _ => null,
        };
        return primitive is int size ? (size, size)
            : type.TypeKind == TypeKind.Struct ? Fields(type, depth)
            : null;
    }

    private static (int Size, int Alignment)? Fields(ITypeSymbol type, int depth)
    {
        int end = 0;
        int alignment = 1;
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsStatic || field.IsConst)
            {
                continue;
            }

            ITypeSymbol fieldType = field.IsFixedSizeBuffer ? ((IPointerTypeSymbol)field.Type).PointedAtType : field.Type;
            if (Measure(fieldType, depth + 1) is not (int size, int fieldAlignment))
            {
                return null;
            }

            int start = (end + fieldAlignment - 1) / fieldAlignment * fieldAlignment;
            end = start + (size * (field.IsFixedSizeBuffer ? field.FixedSize : 1));
            alignment = Math.Max(alignment, fieldAlignment);
        }

        end *= InlineLength(type);
        return (Math.Max(1, (end + alignment - 1) / alignment * alignment), alignment);
    }

    private static int InlineLength(ITypeSymbol type)
    {
        AttributeData? attribute = type.GetAttributes()
            .FirstOrDefault(candidate => candidate.AttributeClass?.Name == "InlineArrayAttribute");
        return attribute?.ConstructorArguments.FirstOrDefault().Value is int length ? length : 1;
    }

    private static int? Primitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => 8,
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr => PointerBytes,
        _ => null,
    };
}
