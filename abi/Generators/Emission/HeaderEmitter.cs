// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes a C header with libsel4's names, so that the numbers can be compared by a C compiler too.</summary>
public static class HeaderEmitter
{
    private const long Widest = long.MaxValue;

    /// <summary>Text of the header.</summary>
    public static string Emit(AbiModel model)
    {
        var text = SourceText.Other("//", "abi/").Line("#pragma once").Line("#include <stddef.h>").Line("#include <stdint.h>").Line();
        foreach (var enumeration in model.Enumerations.Where(
            e => e.About.CNames.Count != 0 && !model.RegisterSets.Any(r => r.Enumeration == e.About.Name)))
        {
            EmitEnum(text, enumeration);
        }

        EmitEnum(text, NumberEmitter.Labels(model));
        var constants = model.Constants.Append(NumberEmitter.NumberingLimits(model));
        foreach (var number in constants.SelectMany(c => c.Members))
        {
            foreach (var name in number.About.CNames)
            {
                text.Line($"#define {name} {(number.Value > int.MaxValue ? $"0x{number.Value:x}ull" : $"{number.Value}")}");
            }
        }

        text.Line();
        foreach (var set in model.RegisterSets)
        {
            var fields = string.Join(", ", set.Registers.Select(r => r.CNames[0]));
            text.Line($"typedef struct {set.About.CNames[0]} {{ uint64_t {fields}; }} {set.About.CNames[0]};");
        }

        text.Line();
        foreach (var record in Ordered(model))
        {
            EmitRecord(text, record, model);
        }

        return text.ToString();
    }

    private static void EmitEnum(SourceText text, Enumeration enumeration)
    {
        text.Line($"enum {enumeration.About.CNames[0]}").Open();
        foreach (var member in enumeration.Members)
        {
            if (member.About.Feature == "DebugSystemCalls")
            {
                text.Line("#ifdef CAPROCK_DEBUG");
            }

            foreach (var name in member.About.CNames)
            {
                text.Line($"{name} = {member.Value},");
            }

            if (member.About.Feature == "DebugSystemCalls")
            {
                text.Line("#endif");
            }
        }

        if (enumeration.CCount.Length != 0)
        {
            text.Line($"{enumeration.CCount} = {enumeration.Members[^1].Value + 1},");
        }

        if (enumeration.IsWidened)
        {
            text.Line($"_enum_pad_{enumeration.About.CNames[0]} = {Widest},");
        }

        text.Close("};").Line();
    }

    private static IEnumerable<Record> Ordered(AbiModel model)
    {
        var done = new HashSet<string>();
        var waiting = model.Records.Where(r => r.About.CNames.Count != 0).ToList();
        while (waiting.Count != 0)
        {
            var next = waiting.First(r => r.Fields.All(f => waiting.All(w => w.About.Name != f.Type)));
            waiting.Remove(next);
            done.Add(next.About.Name);
            yield return next;
        }
    }

    private static void EmitRecord(SourceText text, Record record, AbiModel model)
    {
        var name = record.About.CNames[0];
        text.Line($"typedef struct {name}").Open();
        foreach (var field in record.Fields)
        {
            text.Line($"{CType(field, model)} {CField(field)}{(field.Count == 0 ? "" : $"[{field.Count}]")};");
        }

        var attributes = record.IsPacked ? " __attribute__((packed))"
            : record.OffsetsOnly ? $" __attribute__((aligned({record.Alignment})))"
            : "";
        text.Close($"}}{attributes} {name};").Line($"_Static_assert(sizeof({name}) == {record.Size}, \"size\");");
        foreach (var field in record.Fields)
        {
            text.Line($"_Static_assert(offsetof({name}, {CField(field)}) == {field.Offset}, \"offset\");");
        }

        text.Line();
    }

    private static string CField(RecordField field) =>
        field.About.CNames.Count == 0 ? Names.Camel(field.About.Name) : field.About.CNames[0];

    private static string CType(RecordField field, AbiModel model) =>
        model.Records.FirstOrDefault(r => r.About.Name == field.Type)?.About.CNames[0] ?? $"uint{8 * field.ElementSize}_t";
}
