// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>An interface that a component serves.</summary>
/// <param name="Channel">What the attribute calls the caller's channel; null for every caller.</param>
/// <param name="Place">Where.</param>
/// <param name="Interface">Name of the interface.</param>
/// <param name="Procedures">What it serves.</param>
internal sealed record Service(string? Channel, Place Place, string Interface, EquatableList<ServedProcedure> Procedures);
