// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A named number: a constant, or a member of an enum.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Type">C# type of a constant; empty for members of enums.</param>
/// <param name="Value">The number.</param>
public sealed record Number(Named About, string Type, long Value);
