// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A part of what a connection has to send: bytes in its own ring, or memory of the application.</summary>
internal unsafe struct SendExtent
{
    /// <summary>The application's memory; null for bytes in the ring.</summary>
    public byte* Address;

    /// <summary>Sequence number of the first byte.</summary>
    public uint Start;

    /// <summary>Sequence number after the last byte.</summary>
    public uint End;

    /// <summary>Place in the ring, counted without end.</summary>
    public uint RingPosition;
}
