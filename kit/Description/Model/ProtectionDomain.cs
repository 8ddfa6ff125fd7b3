// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A protection domain: a program with an address space, capabilities and time of its own.</summary>
public sealed class ProtectionDomain
{
    private readonly List<SymbolValue> _symbolValues = [];

    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the list of protection domains.</summary>
    public int Index { get; internal set; }

    /// <summary>0 to 254; higher runs first.</summary>
    public required byte Priority { get; init; }

    /// <summary>Where the priority stands.</summary>
    public required SourcePosition PriorityPosition { get; init; }

    /// <summary>Time it may use in a period.</summary>
    public required ulong BudgetMicroseconds { get; init; }

    /// <summary>Length of a period.</summary>
    public required ulong PeriodMicroseconds { get; init; }

    /// <summary>Whether it gives its scheduling context away after initialisation and runs on the time of its callers.</summary>
    public required bool IsPassive { get; init; }

    /// <summary>Bytes of its stack.</summary>
    public required ulong StackBytes { get; init; }

    /// <summary>Whether it may use floating point.</summary>
    public required bool HasFpu { get; init; }

    /// <summary>Bytes for the objects of a C# component.</summary>
    public required ulong ArenaBytes { get; init; }

    /// <summary>What happens after a fault; null to leave it to the parent, or to the monitor's report.</summary>
    public required RestartRule? Restart { get; init; }

    /// <summary>By which number it hears of the monitor's lines, which it can read; null when it does not get them.</summary>
    public Identifier? MonitorLog { get; init; }

    /// <summary>What it may ask of the monitor; null for nothing.</summary>
    public ControlRule? MonitorControl { get; init; }

    /// <summary>What it executes.</summary>
    public required ProgramImage Image { get; init; }

    /// <summary>Memory regions it can access.</summary>
    public required IReadOnlyList<RegionMap> Maps { get; init; }

    /// <summary>Interrupts it is notified of.</summary>
    public required IReadOnlyList<Interrupt> Interrupts { get; init; }

    /// <summary>Ports of devices it can access.</summary>
    public required IReadOnlyList<IoPortRange> Ports { get; init; }

    /// <summary>Values to store in its variables.</summary>
    public IReadOnlyList<SymbolValue> SymbolValues => _symbolValues;

    /// <summary>Further capabilities.</summary>
    public required IReadOnlyList<SharedCapability> SharedCapabilities { get; init; }

    /// <summary>Protection domains whose faults it handles.</summary>
    public required IReadOnlyList<ProtectionDomain> Children { get; init; }

    /// <summary>Who handles its faults; null for the monitor.</summary>
    public ProtectionDomain? Parent { get; internal set; }

    /// <summary>By which number the parent refers to it; null without parent.</summary>
    public required Identifier? ChildId { get; init; }

    /// <summary>Name of its scheduling domain; null without schedule.</summary>
    public required NamedReference? DomainName { get; init; }

    /// <summary>Its scheduling domain; null without schedule.</summary>
    public SchedulingDomain? Domain { get; internal set; }

    /// <summary>Whether its budget is smaller than its period, so that it is a bound and not only a time slice.</summary>
    public bool HasReservation => BudgetMicroseconds < PeriodMicroseconds;

    /// <summary>Adds a value for one of its variables.</summary>
    internal void Add(SymbolValue value) => _symbolValues.Add(value);
}
