// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>The monitor as a protection domain like the others.</summary>
internal static class MonitorDomain
{
    private const byte Priority = DescriptionLimits.HighestPriority + 1;

    /// <summary>The monitor of a system.</summary>
    public static ProtectionDomain Create(SystemDescription system, string path) => new()
    {
        Position = SourcePosition.Start,
        Name = DescriptionLimits.MonitorName,
        Index = system.ProtectionDomains.Count,
        Priority = Priority,
        PriorityPosition = SourcePosition.Start,
        BudgetMicroseconds = DescriptionLimits.DefaultBudgetMicroseconds,
        PeriodMicroseconds = DescriptionLimits.DefaultBudgetMicroseconds,
        IsPassive = false,
        StackBytes = DescriptionLimits.DefaultStackBytes,
        HasFpu = false,
        ArenaBytes = 0,
        Restart = null,
        Image = new ProgramImage(new NamedReference(path, SourcePosition.Start), null),
        Maps = [],
        Interrupts = [],
        Ports = [],
        SharedCapabilities = [],
        Children = [],
        ChildId = null,
        DomainName = null,
    };
}
