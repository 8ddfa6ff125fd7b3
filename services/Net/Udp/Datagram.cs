// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Udp;

/// <summary>A received datagram in its frame.</summary>
public unsafe struct Datagram
{
    internal byte* FrameAddress;
    internal byte* DataAddress;

    /// <summary>Who sent it.</summary>
    public Endpoint Source;

    internal ushort DataLength;

    /// <summary>What it carries; valid until the datagram is released.</summary>
    public readonly ReadOnlySpan<byte> Data => new(DataAddress, DataLength);
}
