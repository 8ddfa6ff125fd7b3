// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>A protection domain that a component says it is.</summary>
/// <param name="Text">Its name; null for none.</param>
/// <param name="Place">Where it is said.</param>
internal sealed record DomainName(string? Text, Place Place);
