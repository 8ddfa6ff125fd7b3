// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net;

/// <summary>The Internet checksum: the one's complement sum of 16-bit words.</summary>
/// <remarks>
/// Source: RFC 1071. The sum does not depend on the byte order in which words are read and written (RFC 1071, 2 (B)), so words are
/// added as they lie in memory, eight bytes at a time.
/// </remarks>
internal static unsafe class Checksum
{
    private const int BlockBytes = 64;

    /// <summary>Adds a block of bytes to a sum that has not been folded.</summary>
    public static ulong Add(ulong sum, byte* data, int length)
    {
        if (length >= BlockBytes)
        {
            var words = ChecksumLoop.Add(data, (ulong)length / BlockBytes);
            sum += (uint)words + (words >> 32);
            data += length & ~(BlockBytes - 1);
        }

        return AddTail(sum, data, length & (BlockBytes - 1));
    }

    /// <summary>Copies a block of bytes and adds it to a sum.</summary>
    /// <remarks>Two passes over bytes in the nearest cache take fewer instructions than one that does both.</remarks>
    public static ulong CopyAndAdd(ulong sum, byte* destination, byte* source, int length)
    {
        Bytes.Copy(destination, source, length);
        return Add(sum, destination, length);
    }

    /// <summary>Brings a sum to 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Fold(ulong sum)
    {
        sum = (uint)sum + (sum >> 32);
        sum = (ushort)sum + ((sum >> 16) & 0xffff) + (sum >> 32);
        sum = (ushort)sum + (sum >> 16);
        return (ushort)(sum + (sum >> 16));
    }

    /// <summary>The checksum that a sum gives, as it lies in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Finish(ulong sum) => (ushort)~Fold(sum);

    /// <summary>The sum of a block that starts at an odd place, whose bytes change places in their words.</summary>
    public static ulong AtOddPlace(ulong sum) => BinaryPrimitives.ReverseEndianness(Fold(sum));

    /// <summary>The sum of a pseudo-header.</summary>
    /// <param name="source">Source address as in memory.</param>
    /// <param name="destination">Destination address as in memory.</param>
    /// <param name="protocol">Protocol number.</param>
    /// <param name="length">Bytes of the segment or datagram, header included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PseudoHeader(uint source, uint destination, byte protocol, int length) =>
        (ulong)source + destination + ((uint)protocol << 8) + BinaryPrimitives.ReverseEndianness((ushort)length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddTail(ulong sum, byte* data, int length)
    {
        for (; length >= 16; length -= 16, data += 16)
        {
            sum += *(uint*)data;
            sum += *(uint*)(data + 4);
            sum += *(uint*)(data + 8);
            sum += *(uint*)(data + 12);
        }

        for (; length >= 4; length -= 4, data += 4)
        {
            sum += *(uint*)data;
        }

        if (length >= 2)
        {
            sum += *(ushort*)data;
            data += 2;
        }

        return (length & 1) != 0 ? sum + *data : sum;
    }
}
