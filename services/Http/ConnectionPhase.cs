// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What a connection is doing.</summary>
internal enum ConnectionPhase : byte
{
    /// <summary>The place is free.</summary>
    Free,

    /// <summary>A request is awaited or arriving.</summary>
    Reading,

    /// <summary>A response is being handed to the transport.</summary>
    Sending,

    /// <summary>The last response was handed over; what the client still sends is dropped until it ends.</summary>
    Lingering,
}
