// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Programs;

/// <summary>Channel identifiers are ones that both programs can use.</summary>
internal static class ChannelNumberRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        foreach (Channel channel in system.Channels)
        {
            foreach (ChannelEnd end in channel.Ends.Where(end => end.Domain is not null))
            {
                CheckMicrokitId(end.Id, end.Domain!, programs, diagnostics);
                CheckSender(system, channel, end, programs, diagnostics);
            }
        }

        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            uint direct = ChannelGroups.DirectIds(ChannelNumbers.Groups(system, domain, programs));
            foreach (Interrupt interrupt in domain.Interrupts)
            {
                CheckMicrokitId(interrupt.Id, domain, programs, diagnostics);
                if (IsComponent(programs[domain.Index]) && interrupt.Id.Value >= direct)
                {
                    diagnostics.Error(
                        interrupt.Id.Position,
                        $"the interrupt {interrupt.Id} of '{domain.Name}' lies in a group of channels, which the kernel cannot signal",
                        $"give it an identifier below {direct}");
                }
            }

            if (domain.MonitorLog is Identifier log && log.Value >= direct)
            {
                diagnostics.Error(
                    log.Position,
                    $"the monitor's lines of '{domain.Name}' lie in a group of channels, which the monitor cannot signal",
                    $"give them an identifier below {direct}");
            }

            foreach (ProtectionDomain child in domain.Children)
            {
                CheckMicrokitId(child.ChildId!.Value, domain, programs, diagnostics);
            }
        }
    }

    private static void CheckMicrokitId(
        Identifier id,
        ProtectionDomain domain,
        IReadOnlyList<Program?> programs,
        DiagnosticList diagnostics)
    {
        if (programs[domain.Index]?.Kind == ProgramKind.Microkit && id.Value > DescriptionLimits.LastMicrokitChannel)
        {
            diagnostics.Error(
                id.Position,
                $"the identifier {id.Value} is too large for '{domain.Name}', which is built against libmicrokit",
                $"it can be 0 to {DescriptionLimits.LastMicrokitChannel}");
        }
    }

    /// <summary>A program built against libmicrokit signals one notification, so its peer must hear it directly.</summary>
    private static void CheckSender(
        SystemDescription system, Channel channel, ChannelEnd receiver, IReadOnlyList<Program?> programs, DiagnosticList diagnostics)
    {
        ChannelEnd sender = channel.Other(receiver);
        if (!sender.CanNotify || sender.Domain is null || programs[sender.Domain.Index]?.Kind != ProgramKind.Microkit)
        {
            return;
        }

        uint direct = ChannelGroups.DirectIds(ChannelNumbers.Groups(system, receiver.Domain!, programs));
        if (IsComponent(programs[receiver.Domain!.Index]) && receiver.Id.Value >= direct)
        {
            diagnostics.Error(
                receiver.Id.Position,
                $"'{receiver.Domain.Name}' hears channel {receiver.Id.Value} through a group, "
                + $"which '{sender.Domain.Name}', built against libmicrokit, cannot signal",
                $"give it an identifier below {direct}");
        }
    }

    private static bool IsComponent(Program? program) => program?.Kind == ProgramKind.Component;
}
