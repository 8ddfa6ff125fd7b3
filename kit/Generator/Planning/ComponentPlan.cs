// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Declarations;
using Caprock.Kit.Generator.Naming;
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Planning;

/// <summary>A component with everything the description gives it: what is to be written.</summary>
/// <param name="Declaration">How it is declared.</param>
/// <param name="Members">What it gets.</param>
/// <param name="Uses">Interfaces of channels.</param>
/// <param name="Contents">What lies in regions.</param>
/// <param name="Services">What it serves, by the caller's channel.</param>
/// <param name="DefaultService">What it serves everybody else; null for nothing.</param>
internal sealed record ComponentPlan(
    ComponentDeclaration Declaration,
    IReadOnlyList<Member> Members,
    IReadOnlyDictionary<Member, ProcedureInterface> Uses,
    IReadOnlyDictionary<Member, Contents> Contents,
    IReadOnlyDictionary<Member, Service> Services,
    Service? DefaultService)
{
    /// <summary>Whether it serves anything.</summary>
    public bool IsServer => DefaultService is not null || Services.Count > 0;
}
