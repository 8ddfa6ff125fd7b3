// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Reads packed words, capabilities, structures in memory and register sets.</summary>
public static class LayoutReader
{
    /// <summary>A packed word.</summary>
    public static WordLayout ReadWord(INamedTypeSymbol type) => new(
        type.About(),
        Fields(type),
        type.Attributes("NamedValue").Select(a => new Number(
            new Named((string)a.Argument(0).Value!, (string)a.Argument(2).Value!, "", [], null),
            "",
            (long)(ulong)a.Argument(1).Value!)).ToList());

    /// <summary>A capability.</summary>
    /// <exception cref="SourceException">Fields overlap, or lie where tag or address are.</exception>
    public static CapabilityLayout ReadCapability(INamedTypeSymbol type)
    {
        var attribute = type.Attribute("CapabilityLayout")!;
        var namesObject = attribute.NamedArgument("NamesObject", false);
        var fields = Fields(type);
        ulong[] used = [namesObject ? 0xffff_ffff_ffff_001ful : 0x1f, 0];
        foreach (var field in fields)
        {
            if ((used[field.Word] & field.Mask) != 0)
            {
                throw new SourceException($"capability {type.Name}: field {field.About.Name} overlaps another");
            }

            used[field.Word] |= field.Mask;
        }

        return new CapabilityLayout(type.About(), (int)attribute.Argument(0).Value!, namesObject, fields);
    }

    /// <summary>A structure in memory, laid out as C does it on 64-bit machines.</summary>
    public static Record ReadRecord(INamedTypeSymbol type, Target target)
    {
        var attribute = type.Attribute("Record")!;
        var isPacked = attribute.NamedArgument("IsPacked", false);
        var fields = new List<RecordField>();
        var offset = 0;
        var alignment = 1;
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.ExistsIn(target)))
        {
            var (size, own) = Measure(field.Type, target);
            own = isPacked ? 1 : own;
            offset = Align(offset, own);
            alignment = Math.Max(alignment, own);
            var item = new RecordField(field.About(), TypeName(field.Type), offset, size, Repetitions(field, target));
            fields.Add(item);
            offset += item.Size;
        }

        alignment = Math.Max(alignment, attribute.NamedArgument("Alignment", 0));
        return new Record(
            type.About(), Align(offset, alignment), alignment, isPacked, attribute.NamedArgument("OffsetsOnly", false), fields);
    }

    /// <summary>A register set, from the enum that names its words.</summary>
    public static RegisterSet ReadRegisters(INamedTypeSymbol enumeration)
    {
        var set = (INamedTypeSymbol)enumeration.Attribute("RegisterSet")!.Argument(0).Value!;
        var about = set.About() with { CNames = enumeration.About().CNames };
        return new RegisterSet(about, enumeration.Name, enumeration.GetMembers().OfType<IFieldSymbol>().Select(f => f.About()).ToList());
    }

    /// <summary>C# name of a type without its namespace.</summary>
    public static string TypeName(ITypeSymbol type) =>
        type.SpecialType == SpecialType.None ? type.Name : type.ToDisplayString();

    private static List<BitField> Fields(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Select(f =>
    {
        var bits = f.Attribute("Bits") ?? throw new SourceException($"{type.Name}.{f.Name} has no [Bits]");
        return new BitField(
            f.About(),
            TypeName(f.Type),
            bits.NamedArgument("Word", 0),
            (int)bits.Argument(0).Value!,
            (int)bits.Argument(1).Value!,
            bits.NamedArgument("IsSigned", false));
    }).ToList();

    private static int Repetitions(IFieldSymbol field, Target target)
    {
        if (field.Attribute("Repeated") is not { } repeated)
        {
            return 0;
        }

        return repeated.Argument(0).Value is string parameter
            ? (int)target.Parameters.Single(p => p.About.Name == parameter).Value
            : (int)repeated.Argument(0).Value!;
    }

    private static (int Size, int Alignment) Measure(ITypeSymbol type, Target target)
    {
        var size = type.SpecialType switch
        {
            SpecialType.System_Byte => 1,
            SpecialType.System_UInt16 => 2,
            SpecialType.System_UInt32 => 4,
            SpecialType.System_UInt64 => 8,
            _ when type.TypeKind == TypeKind.Enum => 8,
            _ => 0,
        };
        if (size != 0)
        {
            return (size, size);
        }

        var record = ReadRecord((INamedTypeSymbol)type, target);
        return (record.Size, record.Alignment);
    }

    private static int Align(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
