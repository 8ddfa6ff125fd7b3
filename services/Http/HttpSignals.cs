// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What a transport tells the server about a connection.</summary>
[Flags]
public enum HttpSignals : byte
{
    /// <summary>Nothing new.</summary>
    None = 0,

    /// <summary>Data has arrived.</summary>
    Readable = 1,

    /// <summary>There is room again to send.</summary>
    Writable = 2,

    /// <summary>The peer sends no more.</summary>
    PeerFinished = 4,

    /// <summary>The connection is gone.</summary>
    Closed = 8,
}
