// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>Why the stack refuses something, or how a connection ended.</summary>
public enum NetError : byte
{
    /// <summary>It went well.</summary>
    None,

    /// <summary>The handle names no socket of this kind.</summary>
    BadHandle,

    /// <summary>All sockets, or all of the memory for this, are in use; later may go better.</summary>
    NoMemory,

    /// <summary>The port, or the pair of endpoints, is in use.</summary>
    AddressInUse,

    /// <summary>The interface has no address yet, or there is no way to the destination.</summary>
    NoRoute,

    /// <summary>The link has no free buffer; later may go better.</summary>
    NoBuffer,

    /// <summary>More bytes than a datagram may have.</summary>
    TooLong,

    /// <summary>The socket is in a state that does not allow this.</summary>
    BadState,

    /// <summary>The peer refused the connection or its port is not open.</summary>
    Refused,

    /// <summary>The peer ended the connection at once.</summary>
    Reset,

    /// <summary>The peer did not answer for too long.</summary>
    TimedOut,

    /// <summary>The next station towards the destination does not answer.</summary>
    Unreachable,

    /// <summary>The name does not exist.</summary>
    NoSuchName,

    /// <summary>The server could not answer.</summary>
    ServerFailed,
}
