// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A number by which something is referred to.</summary>
/// <param name="Value">The number.</param>
/// <param name="Position">Where it stands.</param>
public readonly record struct Identifier(uint Value, SourcePosition Position)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value}";
}
