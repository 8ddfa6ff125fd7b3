// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>Ports of a device that a protection domain can access.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="Id">By which number the program refers to it.</param>
/// <param name="Address">First port.</param>
/// <param name="Size">Number of ports.</param>
public sealed record IoPortRange(SourcePosition Position, Identifier Id, Identifier Address, uint Size)
{
    /// <summary>Variable that gets the identifier; null for none.</summary>
    public NamedReference? IdSymbol { get; init; }
}
