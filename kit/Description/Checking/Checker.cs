// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Holds a description to every rule that does not need its programs.</summary>
internal static class Checker
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        NameRules.Check(system, diagnostics);
        RegionRules.Check(system, diagnostics);
        MapRules.Check(system, diagnostics);
        IdentifierRules.Check(system, diagnostics);
        CallRules.Check(system, diagnostics);
        DeviceRules.Check(system, diagnostics);
        IoSpaceRules.Check(system, diagnostics);
        SymbolRules.Check(system, diagnostics);
        DomainPlanRules.Check(system, diagnostics);
        BudgetRules.Check(system, diagnostics);
    }
}
