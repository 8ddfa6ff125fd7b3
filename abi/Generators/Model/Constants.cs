// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A static class of constants.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Members">The constants.</param>
public sealed record Constants(Named About, IReadOnlyList<Number> Members);
