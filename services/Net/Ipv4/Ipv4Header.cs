// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Ipv4;

/// <summary>The IPv4 header. Source: RFC 791, 3.1.</summary>
/// <remarks>Addresses are as they lie in memory.</remarks>
internal static unsafe class Ipv4Header
{
    /// <summary>Bytes of a header without options.</summary>
    public const int MinimumBytes = 20;

    /// <summary>Where the header begins in a frame.</summary>
    public const int InFrame = Frame.HeaderBytes;

    /// <summary>Where what follows a header without options begins in a frame.</summary>
    public const int PayloadInFrame = InFrame + MinimumBytes;

    /// <summary>ICMP.</summary>
    public const byte Icmp = 1;

    /// <summary>TCP.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP.</summary>
    public const byte Udp = 17;

    public const int TotalLength = 2;
    public const int Fragment = 6;
    public const int Protocol = 9;
    public const int CheckSum = 10;
    public const int SourceAddress = 12;
    public const int DestinationAddress = 16;

    /// <summary>
    /// The bits of the fragment word that only fragments have set, as they lie in memory: more fragments, and the offset.
    /// </summary>
    public const ushort FragmentMask = 0xff3f;

    private const byte TimeToLive = 64;

    /// <summary>
    /// Version 4, five words of header, and don't fragment, which also makes the identification needless (RFC 6864, 4.1).
    /// </summary>
    private const ulong FirstWord = 0x0040_0000_0000_0045;

    /// <summary>The sum of a header without its length, protocol and addresses.</summary>
    private const ulong ConstantSum = 0x0045 + 0x0040 + TimeToLive;

    /// <summary>Writes a header without options.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* at, int totalLength, byte protocol, uint source, uint destination)
    {
        var length = BinaryPrimitives.ReverseEndianness((ushort)totalLength);
        var sum = ConstantSum + length + ((ulong)protocol << 8) + source + destination;
        *(ulong*)at = FirstWord | ((ulong)length << 16);
        *(uint*)(at + 8) = TimeToLive | ((uint)protocol << 8) | ((uint)Checksum.Finish(sum) << 16);
        *(uint*)(at + SourceAddress) = source;
        *(uint*)(at + DestinationAddress) = destination;
    }

    /// <summary>Whether the checksum of a header is right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasValidChecksum(byte* at, int headerBytes)
    {
        var words = (uint*)at;
        var sum = (ulong)words[0] + words[1] + words[2] + words[3] + words[4];
        if (headerBytes != MinimumBytes)
        {
            sum = Checksum.Add(sum, at + MinimumBytes, headerBytes - MinimumBytes);
        }

        return Checksum.Fold(sum) == 0xffff;
    }
}
