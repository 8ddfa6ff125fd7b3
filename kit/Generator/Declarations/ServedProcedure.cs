// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>A procedure with the method that does it.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="WantsCaller">Whether the method has the caller's channel in front.</param>
internal sealed record ServedProcedure(Procedure Procedure, bool WantsCaller);
