// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads scheduling domains and their schedule.</summary>
internal static class DomainPlanReader
{
    /// <summary>The plan; null when the description has none.</summary>
    public static DomainPlan? Read(SourceElement root, ReadContext context)
    {
        if (DomainPartReader.Only(root, "domains", context) is not SourceElement element)
        {
            return null;
        }

        Schemas.Domains.Check(element, context.Diagnostics);
        List<SchedulingDomain> domains = ReadDomains(element, context);
        if (domains.Count == 0)
        {
            context.Diagnostics.Error(
                element.Position,
                "<domains> has no <domain>",
                "add <domain name=\"...\" /> for each scheduling domain");
        }

        if (DomainPartReader.Only(element, "domain_schedule", context) is not SourceElement schedule)
        {
            context.Diagnostics.Error(
                element.Position,
                "<domains> has no <domain_schedule>",
                "add one with a <schedule_entry> for each turn");
            return new DomainPlan(domains, [], 0, 0);
        }

        return ReadSchedule(schedule, domains, context);
    }

    /// <summary>The domains; those without a number get the smallest ones that are free.</summary>
    private static List<SchedulingDomain> ReadDomains(SourceElement parent, ReadContext context)
    {
        IReadOnlyList<SourceElement> elements = [.. parent.Named("domain")];
        List<(SourceElement Element, Fields Fields, ulong? Id)> read = [];
        foreach (SourceElement element in elements)
        {
            Fields fields = context.Fields(element, Schemas.SchedulingDomain);
            read.Add((element, fields, fields.OptionalNumber("id", 0, DescriptionLimits.SchedulingDomains - 1)));
        }

        HashSet<ulong> taken = [.. read.Where(item => item.Id is not null).Select(item => item.Id!.Value)];
        List<SchedulingDomain> domains = [];
        foreach ((SourceElement element, Fields fields, ulong? id) in read)
        {
            ulong number = id ?? Free(taken);
            if (number >= DescriptionLimits.SchedulingDomains)
            {
                context.Diagnostics.Error(
                    element.Position,
                    $"there are more than {DescriptionLimits.SchedulingDomains} domains",
                    $"the kernel has {DescriptionLimits.SchedulingDomains}");
                break;
            }

            taken.Add(number);
            domains.Add(new SchedulingDomain(element.Position, fields.Name("name"), (byte)number));
        }

        return domains;
    }

    private static ulong Free(HashSet<ulong> taken)
    {
        ulong number = 0;
        while (taken.Contains(number))
        {
            number++;
        }

        return number;
    }

    private static DomainPlan ReadSchedule(SourceElement element, List<SchedulingDomain> domains, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.DomainSchedule);
        List<DomainPlanEntry> entries = [];
        foreach (SourceElement child in element.Children)
        {
            if (child.Name == "schedule_end_marker")
            {
                Schemas.ScheduleEndMarker.Check(child, context.Diagnostics);
                entries.Add(new DomainPlanEntry(child.Position, null, 0, IsInTicks: true));
            }
            else if (child.Name == "schedule_entry")
            {
                entries.Add(ReadEntry(child, context));
            }
        }

        uint start = fields.SmallNumber("start_index", 0, DescriptionLimits.DomainScheduleEntries - 1, 0);
        uint shift = fields.SmallNumber("index_shift", 0, DescriptionLimits.DomainScheduleEntries - 1, 0);
        DomainPlan plan = new(domains, entries, start, shift);
        CheckIndices(element, plan, context.Diagnostics);
        return plan;
    }

    private static void CheckIndices(SourceElement element, DomainPlan plan, DiagnosticList diagnostics)
    {
        if (plan.Entries.All(entry => entry.IsEndMarker))
        {
            diagnostics.Error(element.Position, "<domain_schedule> has no entry", "add a <schedule_entry> for each turn");
        }
        else if (plan.StartIndex >= plan.Entries.Count)
        {
            diagnostics.Error(
                element.At("start_index"),
                $"start_index {plan.StartIndex} is behind the last entry",
                $"it can be 0 to {plan.Entries.Count - 1}");
        }
        else if (plan.Entries[(int)plan.StartIndex].IsEndMarker)
        {
            diagnostics.Error(
                element.At("start_index"), $"entry {plan.StartIndex} of the schedule is an end marker", "start at an entry with a domain");
        }

        if (plan.IndexShift + plan.Entries.Count > DescriptionLimits.DomainScheduleEntries)
        {
            diagnostics.Error(
                element.Position,
                $"{plan.Entries.Count} entries behind a shift of {plan.IndexShift} do not fit the kernel's schedule",
                $"it has {DescriptionLimits.DomainScheduleEntries} entries");
        }
    }

    private static DomainPlanEntry ReadEntry(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.ScheduleEntry);
        ulong duration = 1;
        bool isInTicks = false;
        if (fields.Reference("duration") is NamedReference text && !TryDuration(text.Name, out duration, out isInTicks))
        {
            context.Diagnostics.Error(
                text.Position,
                $"duration {Texts.Quote(text.Name)} is not a time",
                "write a number above 0 with its unit, such as \"1000 us\" or \"5000 ticks\"");
        }

        return new DomainPlanEntry(element.Position, fields.ReferenceOrEmpty("domain"), duration, isInTicks);
    }

    private static bool TryDuration(string text, out ulong duration, out bool isInTicks)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        duration = 0;
        isInTicks = parts is [_, "ticks"];
        return (isInTicks || parts is [_, "us"])
            && NumberText.TryParse(parts[0], out duration) && duration is > 0 and < DescriptionLimits.DurationEnd;
    }
}
