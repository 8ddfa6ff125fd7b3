// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>Names a socket; a handle of a socket that has gone names nothing, also after its place is used again.</summary>
public readonly struct SocketHandle(uint index, uint generation) : IEquatable<SocketHandle>
{
    /// <summary>No socket.</summary>
    public static SocketHandle None => new(0, 0);

    /// <summary>Place in the table of its kind.</summary>
    public uint Index { get; } = index;

    /// <summary>Which user of the place; never 0 for a socket.</summary>
    public uint Generation { get; } = generation;

    /// <summary>Whether this was made for no socket.</summary>
    public bool IsNone => Generation == 0;

    /// <inheritdoc/>
    public bool Equals(SocketHandle other) => Index == other.Index && Generation == other.Generation;
}
