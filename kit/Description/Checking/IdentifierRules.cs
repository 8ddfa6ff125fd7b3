// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Identifiers mean one thing in a protection domain.</summary>
internal static class IdentifierRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        ILookup<ProtectionDomain, ChannelEnd> ends = system.Channels.SelectMany(channel => channel.Ends)
            .Where(end => end.Domain is not null).ToLookup(end => end.Domain!);
        CheckMonitorLog(system, diagnostics);
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            IEnumerable<(Identifier Id, string What)> channels = ends[domain].Select(end => (end.Id, "a channel"))
                .Concat(domain.Interrupts.Select(interrupt => (interrupt.Id, "an interrupt")));
            if (domain.MonitorLog is Identifier log)
            {
                channels = channels.Append((log, "the monitor's lines"));
            }

            Check(domain, "identifier", channels, 0, diagnostics);
            Check(
                domain,
                "identifier",
                domain.Children.Select(child => (child.ChildId!.Value, $"the child '{child.Name}'")),
                0,
                diagnostics);
            Check(domain, "identifier", domain.Ports.Select(ports => (ports.Id, "the ports")), 0, diagnostics);
            Check(domain, "slot", domain.SharedCapabilities.Select(capability => (capability.Slot, "a capability")), 1, diagnostics);
        }
    }

    private static void CheckMonitorLog(SystemDescription system, DiagnosticList diagnostics)
    {
        IReadOnlyList<ProtectionDomain> readers = [.. system.ProtectionDomains.Where(domain => domain.MonitorLog is not null)];
        foreach (ProtectionDomain second in readers.Skip(1))
        {
            diagnostics.Error(
                second.MonitorLog!.Value.Position,
                $"'{second.Name}' asks for the monitor's lines, and so does '{readers[0].Name}' at line {readers[0].Position.Line}",
                "one protection domain can have them");
        }
    }

    private static void Check(
        ProtectionDomain domain, string kind, IEnumerable<(Identifier Id, string What)> items, uint smallest, DiagnosticList diagnostics)
    {
        HashSet<uint> taken = [.. items.Select(item => item.Id.Value)];
        foreach (((Identifier id, string _), (Identifier first, string what)) in
            Duplicates.Find(items, item => item.Id.Value, item => item.Id.Position, diagnostics))
        {
            diagnostics.Error(
                id.Position,
                $"in '{domain.Name}' the {kind} {id} belongs to {what} at line {first.Position.Line}",
                $"{Free(taken, smallest)} is free");
        }
    }

    private static uint Free(HashSet<uint> taken, uint smallest)
    {
        uint id = smallest;
        while (taken.Contains(id))
        {
            id++;
        }

        return id;
    }
}
