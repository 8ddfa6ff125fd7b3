// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>The monitor as a protection domain like the others.</summary>
internal static class MonitorDomain
{
    private const byte Priority = DescriptionLimits.HighestPriority + 1;

    /// <summary>Bytes the monitor remembers about a protection domain.</summary>
    private const ulong StateBytes = 40;

    /// <summary>The first serial line's registers: the monitor has them when no protection domain wants them.</summary>
    private const ushort SerialPort = 0x3f8;

    private const uint SerialPortCount = 8;

    private static IoPortRange SerialPorts => new(
        SourcePosition.Start,
        new Identifier(0, SourcePosition.Start),
        new Identifier(SerialPort, SourcePosition.Start),
        SerialPortCount);

    /// <summary>The monitor of a system.</summary>
    public static ProtectionDomain Create(SystemDescription system, string path) => new()
    {
        Position = SourcePosition.Start,
        Name = DescriptionLimits.MonitorName,
        Index = system.ProtectionDomains.Count,
        Priority = Priority,
        PriorityPosition = SourcePosition.Start,
        BudgetMicroseconds = DescriptionLimits.MonitorBudgetMicroseconds,
        PeriodMicroseconds = DescriptionLimits.MonitorPeriodMicroseconds,
        IsPassive = false,
        StackBytes = DescriptionLimits.DefaultStackBytes,
        HasFpu = true,
        ArenaBytes = Arithmetic.RoundUp(
            (ulong)Math.Max(1, system.ProtectionDomains.Count) * StateBytes, DescriptionLimits.SmallPageBytes),
        Restart = null,
        Image = new ProgramImage(new NamedReference(path, SourcePosition.Start), null),
        Maps = [],
        Interrupts = [],
        Ports = HasSerialPort(system) ? [] : [SerialPorts],
        SharedCapabilities = [],
        Children = [],
        ChildId = null,
        DomainName = null,
    };

    private static bool HasSerialPort(SystemDescription system) => system.ProtectionDomains.SelectMany(domain => domain.Ports)
        .Any(ports => Arithmetic.Overlaps(ports.Address.Value, ports.Size, SerialPort, SerialPortCount));
}
