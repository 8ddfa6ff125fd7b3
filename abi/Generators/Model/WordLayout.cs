// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A structure that is one packed word.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Values">Words that have a name.</param>
public sealed record WordLayout(Named About, IReadOnlyList<BitField> Fields, IReadOnlyList<Number> Values);
