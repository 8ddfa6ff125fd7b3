// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What a connection is doing.</summary>
internal enum ConnectionPhase : byte
{
    /// <summary>The place is free.</summary>
    Free,

    /// <summary>A request is awaited or arriving.</summary>
    Reading,

    /// <summary>The site has not decided what it answers.</summary>
    Deciding,

    /// <summary>The content of a request is arriving piece by piece.</summary>
    Receiving,

    /// <summary>All content was taken, and the site has not decided what it answers.</summary>
    Completing,

    /// <summary>A response is being handed to the transport.</summary>
    Sending,

    /// <summary>The last response was handed over; what the client still sends is dropped until it ends.</summary>
    Lingering,
}
