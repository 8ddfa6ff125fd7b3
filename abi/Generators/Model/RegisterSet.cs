// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A register set that invocations carry.</summary>
/// <param name="About">Name of the set and documentation.</param>
/// <param name="Enumeration">Name of the enum that names its words.</param>
/// <param name="Registers">The words in order.</param>
public sealed record RegisterSet(Named About, string Enumeration, IReadOnlyList<Named> Registers);
