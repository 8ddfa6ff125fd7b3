// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes structures in memory.</summary>
public static class RecordEmitter
{
    /// <summary>Adds all of a target's structures.</summary>
    public static void AddAll(GeneratedFiles files, string folder, AbiModel model)
    {
        foreach (var record in model.Records)
        {
            files.Add($"{folder}/{record.About.Name}.cs", record.OffsetsOnly ? EmitOffsets(record) : EmitStructure(record));
            foreach (var array in record.Fields.Where(f => f.Count != 0 && !record.OffsetsOnly))
            {
                files.Add($"{folder}/{ArrayName(record, array)}.cs", EmitArray(record, array));
            }
        }
    }

    private static string ArrayName(Record record, RecordField field) => record.About.Name + field.About.Name;

    private static string EmitOffsets(Record record)
    {
        var text = SourceText.CSharp("abi/", "Caprock.Abi").Summary(record.About.Summary).Remarks("Places are counted in words of 8 bytes.")
            .Line($"public static class {record.About.Name}").Open()
            .Gap().Summary("Its size, which is also its alignment.").Line($"public const int SizeBytes = {record.Size};");
        foreach (var field in record.Fields)
        {
            text.Gap().Summary(field.About.Summary).Line($"public const int {field.About.Name}Word = {field.Offset / 8};");
        }

        return text.Close().ToString();
    }

    private static string EmitStructure(Record record)
    {
        var text = SourceText.CSharp("abi/", "Caprock.Abi", "System.Runtime.InteropServices")
            .Summary(record.About.Summary).Remarks(record.About.Remarks)
            .Line($"[StructLayout(LayoutKind.Sequential{(record.IsPacked ? ", Pack = 1" : "")})]")
            .Line($"public unsafe struct {record.About.Name}").Open()
            .Gap().Summary("Its size.").Line($"public const int SizeBytes = {record.Size};");
        foreach (var field in record.Fields)
        {
            text.Gap().Summary(field.About.Summary)
                .Line($"public {(field.Count == 0 ? field.Type : ArrayName(record, field))} {field.About.Name};");
        }

        foreach (var array in record.Fields.Where(f => f.Count != 0))
        {
            text.Gap().Summary($"An element of {array.About.Name}; the caller keeps the index below {array.Count}.")
                .Line($"public static {array.Type}* {array.About.Name}At({record.About.Name}* record, ulong index) =>")
                .Line($"    ({array.Type}*)((byte*)record + {array.Offset}) + index;");
        }

        return text.Close().ToString();
    }

    private static string EmitArray(Record record, RecordField array) =>
        SourceText.CSharp("abi/", "Caprock.Abi", "System.Runtime.CompilerServices", "System.Runtime.InteropServices")
            .Summary($"{array.About.Name} of {record.About.Name}.")
            .Line($"[InlineArray({array.Count})]")
            .Line($"[StructLayout(LayoutKind.Sequential{(record.IsPacked ? ", Pack = 1" : "")})]")
            .Line($"public struct {ArrayName(record, array)}").Open()
            .Line($"private {array.Type} first;").Close().ToString();
}
