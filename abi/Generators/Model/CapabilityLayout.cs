// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>Layout of a type of capability.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Tag">Type tag.</param>
/// <param name="NamesObject">Whether the first word has an object's address.</param>
/// <param name="Fields">Fields besides tag and address.</param>
public sealed record CapabilityLayout(Named About, int Tag, bool NamesObject, IReadOnlyList<BitField> Fields);
