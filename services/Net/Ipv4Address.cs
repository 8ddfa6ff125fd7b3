// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>An IPv4 address.</summary>
/// <param name="value">The address as a number: 10.0.0.1 is 0x0a000001.</param>
public readonly struct Ipv4Address(uint value) : IEquatable<Ipv4Address>
{
    /// <summary>Makes an address of its four parts.</summary>
    public Ipv4Address(byte first, byte second, byte third, byte fourth)
        : this(((uint)first << 24) | ((uint)second << 16) | ((uint)third << 8) | fourth)
    {
    }

    /// <summary>The address of everybody on the link.</summary>
    public static Ipv4Address Broadcast => new(0xffff_ffff);

    /// <summary>The address as a number.</summary>
    public uint Value { get; } = value;

    /// <summary>Whether this is 0.0.0.0.</summary>
    public bool IsUnspecified => Value == 0;

    /// <summary>Whether one station may have this address. Source: RFC 1122, 3.2.1.3.</summary>
    public bool IsUnicast => Value - 0x0100_0000 < 0xe000_0000 - 0x0100_0000 && Value >> 24 != 127;

    /// <summary>Reads an address in text: four decimal numbers with dots between them.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Ipv4Address address)
    {
        address = new Ipv4Address(0);
        uint value = 0;
        uint part = 0;
        var digits = 0;
        var parts = 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && digits > 0 && parts < 4)
            {
                value = (value << 8) | part;
                part = 0;
                digits = 0;
                parts++;
                continue;
            }

            part = (part * 10) + (uint)(text[i] - '0');
            digits++;
            if (text[i] is < (byte)'0' or > (byte)'9' || digits > 3 || part > 255)
            {
                return false;
            }
        }

        address = new Ipv4Address((value << 8) | part);
        return parts == 4 && digits > 0;
    }

    /// <inheritdoc/>
    public bool Equals(Ipv4Address other) => Value == other.Value;
}
