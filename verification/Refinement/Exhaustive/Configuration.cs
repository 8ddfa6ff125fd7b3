// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>A small world and everything that may happen in it, to be explored without leaving anything out.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Build">Makes the world; the same each time.</param>
/// <param name="Steps">All steps; whoever runs takes them.</param>
public sealed record Configuration(string Name, Func<World> Build, IReadOnlyList<Step> Steps)
{
    /// <summary>Steps that lead to the state in which the exploration begins; they are compared too.</summary>
    public IReadOnlyList<Step> Opening { get; init; } = [];

    /// <summary>Groups of things that can take each other's place: each thing is a list of slots of the common CNode, whose objects go
    /// together. Only where the steps are the same for all of a group, and none revokes.</summary>
    public IReadOnlyList<ulong[][]> Interchangeable { get; init; } = [];
}
