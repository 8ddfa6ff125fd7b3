// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>A variable is set once, to something that is known; a restart rule has somebody to carry it out.</summary>
internal static class SymbolRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            foreach ((SymbolValue value, SymbolValue first) in
                Duplicates.Find(domain.SymbolValues, value => value.Symbol, value => value.Position, diagnostics))
            {
                diagnostics.Error(
                    value.Position,
                    $"in '{domain.Name}' the variable {Texts.Quote(value.Symbol)} is set at line {first.Position.Line} already",
                    "use a variable for each value");
            }

            foreach (SymbolValue value in domain.SymbolValues.Where(value => value.Region is not null))
            {
                CheckKnown(value, value.Region!, diagnostics);
            }

            if (domain.Restart is { Policy: RestartPolicy.Escalate } rule && domain.Parent is null)
            {
                diagnostics.Error(
                    rule.Position,
                    $"'{domain.Name}' has no parent that could decide after a fault",
                    "put it into one, or use never or on_fault");
            }

            if (domain.Restart is { HeartbeatMicroseconds: not 0 } beating && domain.IsPassive)
            {
                diagnostics.Error(
                    beating.Position,
                    $"'{domain.Name}' is passive, so it has no time of its own to answer with",
                    "remove 'heartbeat', or give it time");
            }
        }
    }

    private static void CheckKnown(SymbolValue value, MemoryRegion region, DiagnosticList diagnostics)
    {
        if (value.Kind == SymbolValueKind.PrefillSize && region.Prefill is null)
        {
            diagnostics.Error(
                value.Position,
                $"'{region.Name}' begins with no file, so there is no size of one",
                "give the region a 'prefill_path', or use 'setvar_size'");
        }
        else if (value.Kind == SymbolValueKind.PhysicalAddress && region.PhysicalAddress is null)
        {
            diagnostics.Error(
                value.Position,
                $"'{region.Name}' has no fixed physical address: on x86-64 it is only known when the system boots",
                "give the region a 'phys_addr'");
        }
    }
}
