// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Reading;

/// <summary>An attribute an element may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, for the message when it is missing.</param>
/// <param name="IsRequired">Whether the element must have it.</param>
internal sealed record AttributeSchema(string Name, string Meaning, bool IsRequired);
