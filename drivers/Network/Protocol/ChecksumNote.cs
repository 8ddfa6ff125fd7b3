// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Protocol;

/// <summary>What goes with a frame about a checksum in it, in four bytes.</summary>
/// <remarks>
/// Bits 0 to 14: where the sum begins in the frame, or zero. Bits 16 to 31: how far behind that its field lies, which holds the sum of the
/// pseudo-header only. To send, such a frame is completed by the card. A received one never left the machine it came from, or a card has
/// checked it: its content is right, and the field is to be completed by who lets anybody see it. Bit 15: on a received frame, the
/// checksum of its segment or datagram was found right; on an empty buffer, its owner knows what notes mean.
/// </remarks>
public readonly struct ChecksumNote
{
    private const uint StartMask = 0x7fff;
    private const uint ValidBit = 0x8000;
    private const int OffsetShift = 16;
    private const uint FieldBytes = 2;

    private readonly uint value;

    private ChecksumNote(uint value) => this.value = value;

    /// <summary>Nothing needs to be checked any more; or, on an empty buffer, notes are understood.</summary>
    public static ChecksumNote Valid => new(ValidBit);

    /// <summary>Whether the card or its peer has answered for the checksum; or, on an empty buffer, whether notes are understood.</summary>
    public bool IsValid => (value & ValidBit) != 0;

    /// <summary>Whether the field holds the sum of the pseudo-header only.</summary>
    public bool IsPartial => (value & StartMask) != 0;

    /// <summary>Where the sum begins in the frame.</summary>
    public uint Start => value & StartMask;

    /// <summary>How far behind the start the field lies.</summary>
    public uint Offset => value >> OffsetShift;

    /// <summary>The same, with the checksum answered for.</summary>
    public ChecksumNote AsValid => new(value | ValidBit);

    /// <summary>A checksum to be completed.</summary>
    public static ChecksumNote Partial(uint start, uint offset) => new((start & StartMask) | (offset << OffsetShift));

    /// <summary>Whether what is to be completed lies in a frame of this length, behind its first so many bytes.</summary>
    public bool FitsIn(uint length, uint headerBytes) => !IsPartial || (Start >= headerBytes && Start + Offset + FieldBytes <= length);

    /// <summary>Completes the sum in a frame that it fits in. Source: RFC 1071; RFC 768 (a sum of zero is sent as ones).</summary>
    public void Complete(Span<byte> frame)
    {
        uint sum = 0;
        var rest = frame[(int)Start..];
        for (var i = 0; i + 1 < rest.Length; i += 2)
        {
            sum += (uint)(rest[i] << 8 | rest[i + 1]);
        }

        if (rest.Length % 2 != 0)
        {
            sum += (uint)rest[^1] << 8;
        }

        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum + (sum >> 16)) & 0xffff;
        var field = rest[(int)Offset..];
        var complement = sum == 0xffff ? 0xffff : ~sum;
        field[0] = (byte)(complement >> 8);
        field[1] = (byte)complement;
    }
}
