// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>What has happened at a connection since its events were last taken.</summary>
[Flags]
public enum TcpEvents : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A peer has connected to a listener; the handle is new.</summary>
    Accepted = 1,

    /// <summary>The connection that was asked for is there.</summary>
    Connected = 2,

    /// <summary>Data has arrived.</summary>
    Readable = 4,

    /// <summary>There is room again after a call that took less than it was given.</summary>
    Writable = 8,

    /// <summary>The peer has finished: when what has arrived is read, no more comes.</summary>
    PeerFinished = 16,

    /// <summary>The connection has ended.</summary>
    Closed = 32,
}
