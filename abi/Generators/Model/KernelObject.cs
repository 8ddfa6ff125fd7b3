// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>An object, or an authority that is no object in memory, as user level sees it.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="IsPortable">Whether every instruction set has it.</param>
/// <param name="Invocations">Its invocations.</param>
public sealed record KernelObject(Named About, bool IsPortable, IReadOnlyList<Invocation> Invocations);
