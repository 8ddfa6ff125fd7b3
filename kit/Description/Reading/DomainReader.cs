// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads protection domains.</summary>
internal static class DomainReader
{
    /// <summary>A protection domain that has no parent.</summary>
    public static ProtectionDomain Read(SourceElement element, ReadContext context) => Read(element, Schemas.ProtectionDomain, context);

    private static ProtectionDomain Read(SourceElement element, ElementSchema schema, ReadContext context)
    {
        Fields fields = context.Fields(element, schema);
        (ulong budget, ulong period) = ReadTimes(element, fields, context);
        bool isChild = schema == Schemas.ChildDomain;
        CheckCore(element, fields, context);
        ProtectionDomain domain = new()
        {
            Position = element.Position,
            Name = fields.Name("name"),
            Priority = (byte)fields.Number("priority", 0, DescriptionLimits.HighestPriority, 0),
            PriorityPosition = element.At("priority"),
            BudgetMicroseconds = budget,
            PeriodMicroseconds = period,
            IsPassive = fields.Flag("passive", false),
            StackBytes = fields.Pages(
                "stack_size",
                DescriptionLimits.SmallestStackBytes,
                DescriptionLimits.LargestStackBytes,
                DescriptionLimits.DefaultStackBytes),
            HasFpu = fields.Flag("fpu", true),
            ArenaBytes = fields.Pages("arena_size", 0, DescriptionLimits.LargestArenaBytes, 0),
            Restart = DomainPartReader.ReadRestart(element, context),
            MonitorLog = DomainPartReader.ReadMonitorLog(element, context),
            MonitorControl = DomainPartReader.ReadMonitorControl(element, context),
            Image = DomainPartReader.ReadImage(element, context),
            Maps = [.. element.Named("map").Select(map => MapReader.Read(map, context))],
            Interrupts = [.. element.Named("irq").Select(irq => InterruptReader.Read(irq, context))],
            Ports = [.. element.Named("ioport").Select(port => DomainPartReader.ReadPorts(port, context))],
            SharedCapabilities = CSpaceReader.Read(element, context),
            Children = [.. element.Named("protection_domain").Select(child => Read(child, Schemas.ChildDomain, context))],
            ChildId = isChild ? fields.Identifier("id", 0, DescriptionLimits.LastComponentChannel) : null,
            DomainName = fields.Reference("domain"),
        };
        SymbolValueReader.Read(element, domain, context);
        return domain;
    }

    private static void CheckCore(SourceElement element, Fields fields, ReadContext context)
    {
        ulong core = fields.Number("cpu", 0, ulong.MaxValue, 0);
        if (core != 0)
        {
            context.Diagnostics.Error(element.At("cpu"), $"there is no core {core}: the kernel runs on one", "use cpu 0, or leave it out");
        }
    }

    /// <summary>Budget and period; both are wrong when one is, so that nothing further is said about them.</summary>
    private static (ulong Budget, ulong Period) ReadTimes(SourceElement element, Fields fields, ReadContext context)
    {
        ulong? budget = fields.OptionalTime("budget", DescriptionLimits.ShortestBudgetMicroseconds);
        ulong? period = fields.OptionalTime("period", DescriptionLimits.ShortestBudgetMicroseconds);
        bool isWrong = (budget is null && fields.Has("budget")) || (period is null && fields.Has("period"));
        ulong known = budget ?? DescriptionLimits.DefaultBudgetMicroseconds;
        if (isWrong || period is null || period >= known)
        {
            return (known, isWrong ? known : period ?? known);
        }

        string unsaid = budget is null ? ", the default," : "";
        context.Diagnostics.Error(
            element.At(budget is null ? "period" : "budget"),
            $"the budget {known}{unsaid} is longer than the period {period}",
            "a budget is at most its period");
        return (known, known);
    }
}
