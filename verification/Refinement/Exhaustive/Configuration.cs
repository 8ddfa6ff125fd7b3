// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>A small world and everything that may happen in it, to be explored without leaving anything out.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Build">Makes the world; the same each time.</param>
/// <param name="Steps">All steps; whoever runs takes them.</param>
public sealed record Configuration(string Name, Func<World> Build, IReadOnlyList<Step> Steps);
