// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Procedures;

/// <summary>An interface of procedures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Procedures">Its procedures; only those that are right.</param>
/// <param name="Findings">What is wrong with it.</param>
internal sealed record ProcedureInterface(string Name, EquatableList<Procedure> Procedures, EquatableList<Finding> Findings);
