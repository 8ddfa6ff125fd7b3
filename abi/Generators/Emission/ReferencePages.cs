// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes the manual's pages of numbers and layouts, and its index.</summary>
public static class ReferencePages
{
    /// <summary>Adds all of them.</summary>
    public static void AddAll(GeneratedFiles files, Manual manual)
    {
        files.Add($"{Manual.Folder}/README.md", Index(manual));
        files.Add($"{Manual.Folder}/system-calls.md", SystemCalls(manual));
        files.Add($"{Manual.Folder}/errors.md", Errors(manual));
        files.Add($"{Manual.Folder}/faults.md", Faults(manual));
        files.Add($"{Manual.Folder}/messages.md", Messages(manual));
        files.Add($"{Manual.Folder}/boot-information.md", BootInformation(manual));
        files.Add($"{Manual.Folder}/object-types.md", ObjectTypes(manual));
        files.Add($"{Manual.Folder}/profiles.md", Profiles(manual));
        files.Add($"{Manual.Folder}/capabilities.md", Capabilities(manual));
    }

    private static string Index(Manual manual)
    {
        var page = Manual.Page("Manual of the kernel's interface")
            .Paragraph("Written from the sources in abi/; numbers are those of x86-64. The interface is seL4's, MCS configuration.")
            .Line("- [System calls](system-calls.md)").Line("- [Messages](messages.md)").Line("- [Errors](errors.md)")
            .Line("- [Faults](faults.md)")
            .Line("- [Boot information](boot-information.md)").Line("- [Object types and sizes](object-types.md)")
            .Line("- [Profiles](profiles.md)")
            .Line("- [Capabilities inside the kernel](capabilities.md)").Line().Line("## Objects").Line();
        foreach (var item in manual.Everything.Objects.OrderBy(o => o.About.Name, StringComparer.Ordinal))
        {
            page.Line($"- [{item.About.Name}]({ObjectPages.PageName(item)}): {Names.Camel(item.About.Summary)}");
        }

        return page.ToString();
    }

    private static string SystemCalls(Manual manual)
    {
        var calls = manual.Everything.Enumeration("SystemCall");
        var page = Manual.Page("System calls").Paragraph(calls.About.Summary).Paragraph(calls.About.Remarks)
            .Line("| number | call | what it does |").Line("|---|---|---|");
        foreach (var call in calls.Members)
        {
            page.Line($"| {call.Value} | {call.About.Name} | {$"{call.About.Summary} {Manual.Needs(call.About.Feature)}".Trim()} |");
        }

        return page.ToString();
    }

    private static string Errors(Manual manual)
    {
        var errors = manual.Everything.Enumeration("Error");
        var page = Manual.Page("Errors").Paragraph(errors.About.Summary).Paragraph(errors.About.Remarks);
        Members(page, errors);
        var failures = manual.Everything.Enumeration("LookupFailureType");
        page.Line("## Lookup failures").Line().Paragraph(failures.About.Summary);
        Members(page, failures);
        return page.ToString();
    }

    private static string Faults(Manual manual)
    {
        var model = manual.Everything;
        var types = model.Enumeration("FaultType");
        var page = Manual.Page("Faults")
            .Paragraph("A thread that faults stops, and the kernel sends a message in its name to its fault handler. "
                + "Replying lets it go on.")
            .Paragraph(types.About.Summary);
        Members(page, types);
        foreach (var message in model.Enumerations.Where(
            e => e.About.Name.EndsWith("Message", StringComparison.Ordinal) || e.About.Name == "TimeoutReplyMessage"))
        {
            page.Line($"## {Names.Words(message.About.Name)}").Line().Paragraph(message.About.Summary)
                .Paragraph(Manual.Needs(message.About.Feature));
            Members(page, message);
        }

        return page.ToString();
    }

    private static string Messages(Manual manual)
    {
        var page = Manual.Page("Messages")
            .Paragraph("A message has a label, up to 120 words and up to 3 capabilities. "
                + "The first 4 words travel in registers, the others in the sender's and receiver's IPC buffers.");
        foreach (var word in manual.Everything.Words)
        {
            page.Line($"## {word.About.Name}").Line().Paragraph(word.About.Summary).Line("| bits | field | meaning |")
                .Line("|---|---|---|");
            foreach (var field in word.Fields.OrderByDescending(f => f.Low))
            {
                page.Line($"| {Range(field)} | {field.About.Name} | {field.About.Summary} |");
            }

            page.Line();
        }

        var buffer = manual.Everything.Records.Single(r => r.OffsetsOnly);
        Record(page, buffer, "IPC buffer");
        return page.ToString();
    }

    private static string BootInformation(Manual manual)
    {
        var model = manual.Everything;
        var page = Manual.Page("Boot information");
        foreach (var record in model.Records.Where(r => !r.OffsetsOnly))
        {
            Record(page, record, record.About.Name);
        }

        page.Line("## Additional information").Line().Paragraph(model.Enumeration("BootInfoHeaderId").About.Summary);
        Members(page, model.Enumeration("BootInfoHeaderId"));
        page.Line("## Initial capabilities").Line().Paragraph(model.Enumeration("RootSlot").About.Summary);
        Members(page, model.Enumeration("RootSlot"));
        return page.ToString();
    }

    private static string ObjectTypes(Manual manual)
    {
        var types = manual.Everything.Enumeration("ObjectType");
        var page = Manual.Page("Object types and sizes").Paragraph(types.About.Summary);
        ByProfile(page, manual, types.Members.Where(m => m.About.Name != "Count"), p => p.Enumeration("ObjectType").Members);
        var sizes = manual.Everything.Constants.Single(c => c.About.Name == "ObjectSizes");
        page.Line("## Sizes").Line().Paragraph(sizes.About.Summary);
        ByProfile(page, manual, sizes.Members, p => p.Constants.Single(c => c.About.Name == "ObjectSizes").Members);
        return page.ToString();
    }

    private static string Profiles(Manual manual)
    {
        var page = Manual.Page("Profiles")
            .Paragraph("A kernel is built for one profile, which decides parameters and features, "
                + "and through them some numbers of the interface.");
        foreach (var profile in manual.Profiles)
        {
            page.Line($"- **{profile.Target.Name}**: {profile.Target.Summary}");
        }

        page.Line();
        ByProfile(page, manual, manual.Everything.Target.Parameters, p => p.Target.Parameters);
        page.Line($"| feature | {string.Join(" | ", manual.Profiles.Select(p => p.Target.Name))} | meaning |")
            .Line($"|---|{string.Concat(manual.Profiles.Select(_ => "---|"))}---|");
        foreach (var feature in manual.Everything.AllFeatures.Where(f => f.Name != "DebugSystemCalls"))
        {
            var has = manual.Profiles.Select(p => p.Target.Features.Contains(feature.Name) ? "yes" : "-");
            page.Line($"| {feature.Name} | {string.Join(" | ", has)} | {feature.Summary} |");
        }

        return page.ToString();
    }

    private static string Capabilities(Manual manual)
    {
        var page = Manual.Page("Capabilities inside the kernel")
            .Paragraph("A capability is two words. Bits 4..0 of word 0 are its type tag; the null capability is all zero. "
                + "Programs never see this layout.");
        foreach (var layout in manual.Everything.Capabilities)
        {
            page.Line($"## {layout.Tag}: {layout.About.Name}").Line().Paragraph(layout.About.Summary)
                .Line("| word | bits | field | meaning |").Line("|---|---|---|---|");
            foreach (var field in CapabilityEmitter.AllFields(layout).OrderBy(f => f.Word).ThenByDescending(f => f.Low))
            {
                page.Line($"| {field.Word} | {Range(field)} | {field.About.Name} | {field.About.Summary} |");
            }

            page.Line($"| 0 | 4..0 | tag | {layout.Tag} |").Line();
        }

        return page.ToString();
    }

    private static void ByProfile(
        SourceText page, Manual manual, IEnumerable<Number> numbers, Func<AbiModel, IEnumerable<Number>> inProfile)
    {
        page.Line($"| name | {string.Join(" | ", manual.Profiles.Select(p => p.Target.Name))} | meaning |")
            .Line($"|---|{string.Concat(manual.Profiles.Select(_ => "---|"))}---|");
        foreach (var number in numbers)
        {
            var values = manual.Profiles
                .Select(p => inProfile(p).FirstOrDefault(m => m.About.Name == number.About.Name)?.Value.ToString() ?? "-");
            page.Line($"| {number.About.Name} | {string.Join(" | ", values)} | {number.About.Summary} |");
        }

        page.Line();
    }

    private static void Members(SourceText page, Enumeration enumeration)
    {
        page.Line("| number | name | meaning |").Line("|---|---|---|");
        foreach (var member in enumeration.Members.Where(m => m.About.Name is not ("Length" or "Count")))
        {
            var meaning = $"{member.About.Summary} {Manual.Needs(member.About.Feature)}".Trim();
            page.Line($"| {member.Value} | {member.About.Name} | {meaning} |");
        }

        page.Line();
    }

    private static void Record(SourceText page, Record record, string title)
    {
        page.Line($"## {title}").Line().Paragraph(record.About.Summary).Line("| offset | bytes | field | meaning |")
            .Line("|---|---|---|---|");
        foreach (var field in record.Fields)
        {
            page.Line($"| {field.Offset} | {field.Size} | {field.About.Name} | {field.About.Summary} |");
        }

        page.Line();
    }

    private static string Range(BitField field) => field.Count == 1 ? $"{field.Low}" : $"{field.Low + field.Count - 1}..{field.Low}";
}
