// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads the smaller parts of protection domains.</summary>
internal static class DomainPartReader
{
    /// <summary>The program; its path is empty when the description does not say it.</summary>
    public static ProgramImage ReadImage(SourceElement domain, ReadContext context)
    {
        if (Only(domain, "program_image", context) is not SourceElement element)
        {
            context.Diagnostics.Error(
                domain.Position,
                "<protection_domain> has no <program_image>",
                "add <program_image path=\"...\" /> with the ELF file to run");
            return new ProgramImage(new NamedReference("", domain.Position), null);
        }

        Fields fields = context.Fields(element, Schemas.ProgramImage);
        return new ProgramImage(fields.ReferenceOrEmpty("path"), fields.Reference("path_for_symbols"));
    }

    /// <summary>By which number it hears of the monitor's lines; null when it does not get them.</summary>
    public static Identifier? ReadMonitorLog(SourceElement domain, ReadContext context) =>
        Only(domain, "monitor_log", context) is SourceElement element
            ? context.Fields(element, Schemas.MonitorLog).Identifier("id", 0, DescriptionLimits.LastMicrokitChannel)
            : null;

    /// <summary>What it may ask of the monitor; null for nothing.</summary>
    public static ControlRule? ReadMonitorControl(SourceElement domain, ReadContext context) =>
        Only(domain, "monitor_control", context) is SourceElement element
            ? new ControlRule(element.Position, context.Fields(element, Schemas.MonitorControl).Flag("change", true))
            : null;

    /// <summary>The restart rule; null when there is none.</summary>
    public static RestartRule? ReadRestart(SourceElement domain, ReadContext context)
    {
        if (Only(domain, "restart", context) is not SourceElement element)
        {
            return null;
        }

        Fields fields = context.Fields(element, Schemas.Restart);
        RestartPolicy policy = fields.Choice(
            "policy",
            RestartPolicy.Never,
            ("never", RestartPolicy.Never),
            ("on_fault", RestartPolicy.OnFault),
            ("escalate", RestartPolicy.Escalate));
        if (policy != RestartPolicy.OnFault && (fields.Has("limit") || fields.Has("backoff") || fields.Has("heartbeat")))
        {
            context.Diagnostics.Error(
                element.Position,
                "'limit', 'backoff' and 'heartbeat' only mean something when a component is restarted",
                "use them with policy=\"on_fault\"");
        }

        return new RestartRule(
            element.Position,
            policy,
            fields.SmallNumber("limit", 1, ushort.MaxValue, 3),
            fields.Time("backoff", 0, 0),
            fields.Time("heartbeat", 2 * DescriptionLimits.MonitorPeriodMicroseconds, 0));
    }

    /// <summary>A range of I/O ports.</summary>
    public static IoPortRange ReadPorts(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.IoPort);
        Identifier address = fields.Identifier("addr", 0, DescriptionLimits.LastPort);
        uint size = fields.SmallNumber("size", 1, DescriptionLimits.LastPort + 1, 1);
        if (address.Value + size > DescriptionLimits.LastPort + 1)
        {
            context.Diagnostics.Error(
                element.At("size"),
                $"{size} ports from {address} go beyond the last port {DescriptionLimits.LastPort}",
                $"at most {DescriptionLimits.LastPort + 1 - address.Value} fit");
            size = 1;
        }

        return new IoPortRange(element.Position, fields.Identifier("id", 0, DescriptionLimits.LastPortId), address, size)
        {
            IdSymbol = SymbolValueReader.Name(element, "setvar_id"),
        };
    }

    /// <summary>A child element that may be there once; a second one is reported.</summary>
    public static SourceElement? Only(SourceElement parent, string name, ReadContext context)
    {
        SourceElement? first = null;
        foreach (SourceElement element in parent.Named(name))
        {
            if (first is not null)
            {
                context.Diagnostics.Error(
                    element.Position,
                    $"<{parent.Name}> has a second <{name}>",
                    $"keep one of them, the first is at line {first.Position.Line}");
            }

            first ??= element;
        }

        return first;
    }
}
