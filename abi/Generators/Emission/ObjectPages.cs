// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes the manual's page of each object.</summary>
public static class ObjectPages
{
    /// <summary>Adds all of them.</summary>
    public static void AddAll(GeneratedFiles files, Manual manual)
    {
        files.Own(Manual.Folder);
        foreach (var item in manual.Everything.Objects)
        {
            files.Add($"{Manual.Folder}/{PageName(item)}", Emit(item, manual));
        }
    }

    /// <summary>File name of an object's page.</summary>
    public static string PageName(KernelObject item) => $"{Names.Kebab(item.About.Name)}.md";

    private static string Emit(KernelObject item, Manual manual)
    {
        var page = Manual.Page(item.About.Name).Paragraph(item.About.Summary).Paragraph(item.About.Remarks)
            .Paragraph(Manual.Needs(item.About.Feature));
        EmitExample(page, manual.Examples.Of(item.About.Name));
        if (item.Invocations.Count == 0)
        {
            return page
                .Paragraph("It has no invocations; see [system calls](system-calls.md) and the invocations that take it as an argument.")
                .ToString();
        }

        EmitOverview(page, item, manual);
        foreach (var invocation in item.Invocations)
        {
            EmitInvocation(page, invocation);
        }

        return page.Paragraph("Every invocation can also answer what is said at [errors](errors.md).").ToString();
    }

    private static void EmitExample(SourceText page, IReadOnlyList<string> lines)
    {
        page.Line("```csharp");
        foreach (var line in lines)
        {
            page.Line(line);
        }

        page.Line("```").Line();
    }

    private static void EmitOverview(SourceText page, KernelObject item, Manual manual)
    {
        var profiles = manual.Profiles.Select(p => p.Target.Name).ToList();
        page.Line($"| invocation | libsel4 | {string.Join(" | ", profiles.Select(p => $"label, {p}"))} |")
            .Line($"|---|---|{string.Concat(profiles.Select(_ => "---|"))}");
        foreach (var invocation in item.Invocations)
        {
            var labels = manual.Profiles
                .Select(p => p.Invocations.FirstOrDefault(i => i.LabelName == invocation.LabelName)?.Label.ToString() ?? "-");
            var link = $"[{invocation.About.Name}](#{invocation.About.Name.ToLowerInvariant()})";
            page.Line($"| {link} | {invocation.About.CNames[0]} | {string.Join(" | ", labels)} |");
        }

        page.Line();
    }

    private static void EmitInvocation(SourceText page, Invocation invocation)
    {
        page.Line($"## {invocation.About.Name}").Line().Paragraph(invocation.About.Summary)
            .Paragraph(Manual.Needs(invocation.About.Feature));
        if (invocation.Parameters.Count != 0)
        {
            page.Line("| | argument | type | place | meaning |").Line("|---|---|---|---|---|");
            var capability = 0;
            foreach (var parameter in invocation.Parameters)
            {
                var place = parameter.Kind == ParameterKind.Capability ? $"capability {capability++}" : Place(parameter);
                var direction = parameter.IsOutput ? "out" : "in";
                page.Line($"| {direction} | {parameter.Name} | {TypeName(parameter)} | {place} | {parameter.Summary} |");
            }

            page.Line();
        }

        if (invocation.Refusals.Count != 0)
        {
            page.Line("| error | when |").Line("|---|---|");
            foreach (var refusal in invocation.Refusals)
            {
                page.Line($"| {refusal.Error} | {refusal.Condition} |");
            }

            page.Line();
        }
    }

    private static string TypeName(Parameter parameter) =>
        parameter.Kind == ParameterKind.Capability && parameter.Type == "ulong" ? "any capability" : parameter.Type;

    private static string Place(Parameter parameter)
    {
        if (parameter.Kind == ParameterKind.Registers)
        {
            return $"words from {parameter.Word}";
        }

        var bits = parameter.Bits == 64 ? ""
            : parameter.Bits == 1 ? $", bit {parameter.Shift}"
            : $", bits {parameter.Shift + parameter.Bits - 1}..{parameter.Shift}";
        return $"word {parameter.Word}{bits}";
    }
}
