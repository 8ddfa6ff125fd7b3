// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>An interface that the peer of a channel serves.</summary>
/// <param name="Channel">What the attribute calls the channel.</param>
/// <param name="Place">Where.</param>
/// <param name="Interface">The interface.</param>
internal sealed record Use(string Channel, Place Place, ProcedureInterface Interface);
