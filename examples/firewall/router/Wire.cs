// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>Numbers as they lie in frames: the upper byte first.</summary>
internal static class Wire
{
    public const int AddressBytes = 6;
    public const int HeaderBytes = 14;
    public const ushort ArpType = 0x0806;
    public const ushort Ipv4Type = 0x0800;
    public const ulong Broadcast = 0xffff_ffff_ffff;

    public static uint Read16(ReadOnlySpan<byte> at) => (uint)(at[0] << 8 | at[1]);

    public static uint Read32(ReadOnlySpan<byte> at) => Read16(at) << 16 | Read16(at[2..]);

    public static void Write16(Span<byte> at, uint value)
    {
        at[0] = (byte)(value >> 8);
        at[1] = (byte)value;
    }

    public static void Write32(Span<byte> at, uint value)
    {
        Write16(at, value >> 16);
        Write16(at[2..], value);
    }

    /// <summary>A station's address, its first byte lowest.</summary>
    public static ulong ReadStation(ReadOnlySpan<byte> at)
    {
        ulong address = 0;
        for (var i = AddressBytes - 1; i >= 0; i--)
        {
            address = address << 8 | at[i];
        }

        return address;
    }

    public static void WriteStation(Span<byte> at, ulong address)
    {
        for (var i = 0; i < AddressBytes; i++)
        {
            at[i] = (byte)(address >> (8 * i));
        }
    }

    /// <summary>Writes the header of a frame.</summary>
    public static void WriteHeader(Span<byte> frame, ulong destination, ulong source, ushort type)
    {
        WriteStation(frame, destination);
        WriteStation(frame[AddressBytes..], source);
        Write16(frame[12..], type);
    }

    /// <summary>The sum of 16-bit words, folded. Source: RFC 1071.</summary>
    public static uint Sum(ReadOnlySpan<byte> words)
    {
        uint sum = 0;
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            sum += Read16(words[i..]);
        }

        return Fold(sum);
    }

    /// <summary>Corrects a checksum for a word that changes. Source: RFC 1624, 3.</summary>
    public static void Correct(Span<byte> checksum, uint before, uint after) =>
        Write16(checksum, ~Fold((~Read16(checksum) & 0xffff) + (~before & 0xffff) + after) & 0xffff);

    private static uint Fold(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        return (sum & 0xffff) + (sum >> 16);
    }
}
