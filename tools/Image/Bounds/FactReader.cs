// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Reads what a kernel's source states about its loops from the attributes in its assembly.</summary>
/// <remarks>Symbols of an image are assembly, type and method, with underscores for dots, or the name of a RuntimeExport.</remarks>
public static class FactReader
{
    private const string LoopBound = "LoopBoundAttribute";
    private const string LibraryLoopBound = "LibraryLoopBoundAttribute";
    private const string CallLimit = "CallLimitAttribute";
    private const string RepeatBound = "RepeatBoundAttribute";
    private const string Export = "RuntimeExportAttribute";

    /// <summary>Reads an assembly; facts by symbol.</summary>
    public static IReadOnlyDictionary<string, RoutineFacts> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader file = new(stream);
        MetadataReader reader = file.GetMetadataReader();
        string assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        Dictionary<string, RoutineFacts> facts = LibraryFacts(reader);
        foreach (MethodDefinitionHandle handle in reader.MethodDefinitions)
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            List<CustomAttribute> attributes = [.. method.GetCustomAttributes().Select(reader.GetCustomAttribute)];
            RoutineFacts stated = FactsOf(reader, attributes);
            if (stated.Loops.Count == 0 && stated.CallLimit is null && stated.Repeats is null)
            {
                continue;
            }

            string symbol = ExportName(reader, attributes) ?? Symbol(reader, assembly, method);
            if (!facts.TryAdd(symbol, stated))
            {
                throw new BoundException($"{symbol} has several overloads with bounds; give them different names");
            }
        }

        return facts;
    }

    private static Dictionary<string, RoutineFacts> LibraryFacts(MetadataReader reader)
    {
        Dictionary<string, RoutineFacts> facts = [];
        foreach (CustomAttribute attribute in reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (NameOf(reader, attribute, out _) == LibraryLoopBound)
            {
                BlobReader value = reader.GetBlobReader(attribute.Value);
                _ = value.ReadUInt16(); // Ignored: the prolog.
                facts[value.ReadSerializedString()!] = new RoutineFacts([new LoopFact(value.ReadInt32(), "")]);
            }
        }

        return facts;
    }

    private static RoutineFacts FactsOf(MetadataReader reader, List<CustomAttribute> attributes)
    {
        List<LoopFact> loops = [];
        long? calls = null;
        long? repeats = null;
        foreach (CustomAttribute attribute in attributes)
        {
            BlobReader value = reader.GetBlobReader(attribute.Value);
            _ = value.ReadUInt16(); // Ignored: the prolog. Source: ECMA-335 II.23.3.
            switch (NameOf(reader, attribute, out bool hasReason))
            {
                case LoopBound:
                    loops.Add(hasReason ? new LoopFact(null, ReasonName(reader, value.ReadInt32())) : new LoopFact(value.ReadInt32(), ""));
                    break;
                case CallLimit:
                    calls = value.ReadInt32();
                    break;
                case RepeatBound:
                    repeats = value.ReadInt32();
                    break;
                default:
                    break;
            }
        }

        return new RoutineFacts(loops, calls, repeats);
    }

    private static string NameOf(MetadataReader reader, CustomAttribute attribute, out bool hasReason)
    {
        hasReason = false;
        if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
        {
            MethodDefinition constructor = reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor);
            BlobReader signature = reader.GetBlobReader(constructor.Signature);
            hasReason = TakesEnumeration(signature);
            return reader.GetString(reader.GetTypeDefinition(constructor.GetDeclaringType()).Name);
        }

        EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return type.Kind == HandleKind.TypeReference ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) : "";
    }

    /// <summary>Whether a constructor's first parameter is of a value type of its own. Source: ECMA-335 II.23.2.1.</summary>
    private static bool TakesEnumeration(BlobReader signature)
    {
        _ = signature.ReadSignatureHeader();
        int count = signature.ReadCompressedInteger();
        _ = signature.ReadSignatureTypeCode(); // Ignored: a constructor returns nothing.
        return count > 0 && signature.ReadByte() == (byte)SignatureTypeKind.ValueType;
    }

    private static string ReasonName(MetadataReader reader, int value)
    {
        foreach (FieldDefinitionHandle handle in reader.FieldDefinitions)
        {
            FieldDefinition field = reader.GetFieldDefinition(handle);
            if (!field.GetDefaultValue().IsNil && reader.GetString(reader.GetTypeDefinition(field.GetDeclaringType()).Name) == "LoopReason")
            {
                BlobReader constant = reader.GetBlobReader(reader.GetConstant(field.GetDefaultValue()).Value);
                if (constant.ReadInt32() == value)
                {
                    return reader.GetString(field.Name);
                }
            }
        }

        throw new BoundException($"there is no LoopReason {value}");
    }

    private static string? ExportName(MetadataReader reader, List<CustomAttribute> attributes)
    {
        foreach (CustomAttribute attribute in attributes)
        {
            if (NameOf(reader, attribute, out _) == Export)
            {
                BlobReader value = reader.GetBlobReader(attribute.Value);
                _ = value.ReadUInt16(); // Ignored: the prolog.
                return value.ReadSerializedString();
            }
        }

        return null;
    }

    private static string Symbol(MetadataReader reader, string assembly, MethodDefinition method)
    {
        TypeDefinition type = reader.GetTypeDefinition(method.GetDeclaringType());
        string fullName = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}".Replace('.', '_');
        return $"{assembly}_{fullName}__{reader.GetString(method.Name)}";
    }
}
