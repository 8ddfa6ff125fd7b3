// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Abi;

/// <summary>A structure of a list.</summary>
/// <param name="Name">C name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Alignment">Alignment, zero when the list does not say.</param>
/// <param name="Fields">Its fields.</param>
public sealed record ListedStructure(string Name, long Size, long Alignment, List<ListedField> Fields);
