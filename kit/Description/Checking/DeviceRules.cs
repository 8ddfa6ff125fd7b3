// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>A vector, a pin and a port of the machine belong to one protection domain.</summary>
internal static class DeviceRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        IReadOnlyList<Owned> interrupts =
            [.. system.ProtectionDomains.SelectMany(domain => domain.Interrupts.Select(interrupt => new Owned(domain, interrupt)))];
        HashSet<uint> vectors = [.. interrupts.Select(item => item.Interrupt.Vector.Value)];
        foreach ((Owned item, Owned first) in
            Duplicates.Find(interrupts, item => item.Interrupt.Vector.Value, item => item.Interrupt.Vector.Position, diagnostics))
        {
            diagnostics.Error(
                item.Interrupt.Vector.Position,
                $"the vector {item.Interrupt.Vector} belongs to the interrupt of '{first.Domain.Name}' "
                + $"at line {first.Interrupt.Position.Line}",
                FreeVector(vectors));
        }

        foreach ((Owned item, Owned first) in Duplicates.Find(
            interrupts.Where(item => item.Interrupt.Pin is not null),
            item => (item.Interrupt.Pin!.IoApic, item.Interrupt.Pin.Pin.Value),
            item => item.Interrupt.Pin!.Pin.Position,
            diagnostics))
        {
            diagnostics.Error(
                item.Interrupt.Pin!.Pin.Position,
                $"the pin {item.Interrupt.Pin.Pin} of I/O APIC {item.Interrupt.Pin.IoApic} "
                + $"belongs to '{first.Domain.Name}' at line {first.Interrupt.Position.Line}",
                "an interrupt goes to one protection domain, which can notify others");
        }

        CheckPorts(system, diagnostics);
    }

    private static string FreeVector(HashSet<uint> taken)
    {
        uint vector = 0;
        while (taken.Contains(vector))
        {
            vector++;
        }

        return vector <= DescriptionLimits.LastVector ? $"{vector} is free" : "there is none left, let a device share its interrupt";
    }

    private static void CheckPorts(SystemDescription system, DiagnosticList diagnostics)
    {
        IEnumerable<IoPortRange> all = system.ProtectionDomains.SelectMany(domain => domain.Ports)
            .Where(ports => !diagnostics.IsDoubtful(ports.Address.Position));
        foreach ((IoPortRange left, IoPortRange right) in Overlaps.Find(all, ports => ports.Address.Value, ports => ports.Size))
        {
            (IoPortRange first, IoPortRange second) = left.Position.CompareTo(right.Position) < 0 ? (left, right) : (right, left);
            diagnostics.Error(
                second.Address.Position,
                $"the ports {Texts.Range(second.Address.Value, second.Size)} overlap those at line {first.Position.Line}, "
                + Texts.Range(first.Address.Value, first.Size),
                "a port belongs to one protection domain, under one identifier");
        }
    }

    private sealed record Owned(ProtectionDomain Domain, Interrupt Interrupt);
}
