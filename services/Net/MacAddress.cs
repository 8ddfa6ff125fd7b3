// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net;

/// <summary>An Ethernet address.</summary>
/// <param name="wire">Its six bytes as they lie in a frame, the first in the lowest byte of the number.</param>
public readonly unsafe struct MacAddress(ulong wire) : IEquatable<MacAddress>
{
    /// <summary>Bytes of an address.</summary>
    public const int Length = 6;

    private const ulong Mask = 0xffff_ffff_ffff;

    /// <summary>Makes an address of its bytes in the order of writing.</summary>
    public MacAddress(byte first, byte second, byte third, byte fourth, byte fifth, byte sixth)
        : this(first | ((ulong)second << 8) | ((ulong)third << 16) | ((ulong)fourth << 24) | ((ulong)fifth << 32) | ((ulong)sixth << 40))
    {
    }

    /// <summary>The address of everybody on the link.</summary>
    public static MacAddress Broadcast => new(Mask);

    /// <summary>The bytes as they lie in a frame.</summary>
    public ulong Wire { get; } = wire & Mask;

    /// <summary>
    /// Whether one station may have this address. Source: IEEE 802.3, 3.2.3 (the lowest bit of the first byte says group).
    /// </summary>
    public bool IsUnicast => (Wire & 1) == 0 && Wire != 0;

    /// <inheritdoc/>
    public bool Equals(MacAddress other) => Wire == other.Wire;

    /// <summary>Reads an address of which two more bytes can be read behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static MacAddress Read(byte* at) => new(*(ulong*)at);

    /// <summary>Writes the address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(byte* at)
    {
        *(uint*)at = (uint)Wire;
        *(ushort*)(at + 4) = (ushort)(Wire >> 32);
    }
}
