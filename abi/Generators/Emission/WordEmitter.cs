// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes structures that are one packed word.</summary>
public static class WordEmitter
{
    /// <summary>Text of such a structure.</summary>
    public static string Emit(WordLayout layout)
    {
        var name = layout.About.Name;
        var text = SourceText.CSharp("abi/", "Caprock.Abi", "System.Runtime.CompilerServices")
            .Summary(layout.About.Summary).Remarks(layout.About.Remarks)
            .Line($"public readonly struct {name}(ulong word)").Open()
            .Gap().Summary("The word as it travels.").Line("public readonly ulong Word = word;");
        foreach (var value in layout.Values)
        {
            text.Property(value.About.Summary, $"static {name}", value.About.Name, $"new({value.Value})");
        }

        foreach (var field in layout.Fields)
        {
            text.Property(field.About.Summary, field.Type, field.About.Name, BitExpressions.Get(field, "Word"));
        }

        var parameters = string.Join(", ", layout.Fields.Select(f => $"{f.Type} {Names.Camel(f.About.Name)}"));
        var word = string.Join(" | ", layout.Fields.Select(f => BitExpressions.Put(f, Names.Camel(f.About.Name))));
        text.Method("Puts the fields together; bits that do not fit are dropped.", $"static {name} Create({parameters})", $"new({word})");
        foreach (var field in layout.Fields)
        {
            text.Method(
                $"The same with another {field.About.Name}.",
                $"{name} With{field.About.Name}({field.Type} value)",
                $"new({BitExpressions.Clear(field, "Word")} | {BitExpressions.Put(field, "value")})");
        }

        return text.Close().ToString();
    }
}
