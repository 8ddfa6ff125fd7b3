// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>An attribute as it stands in the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="NamePosition">Where the name begins.</param>
/// <param name="ValuePosition">Where the value begins, behind the quote.</param>
internal sealed record SourceAttribute(string Name, string Value, SourcePosition NamePosition, SourcePosition ValuePosition);
