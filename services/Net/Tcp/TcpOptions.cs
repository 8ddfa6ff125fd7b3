// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>
/// Options of a TCP header. Sources: RFC 9293, 3.2 (segment size); RFC 7323, 2 (window scale); RFC 2018 (selective acknowledgement).
/// </summary>
internal unsafe struct TcpOptions
{
    /// <summary>Bytes of the options of a SYN with everything.</summary>
    public const int SynBytes = 12;

    /// <summary>The greatest scale. Source: RFC 7323, 2.3.</summary>
    public const int MaximumScale = 14;

    private const byte EndOfList = 0;
    private const byte NoOperation = 1;
    private const byte SegmentSize = 2;
    private const byte WindowScale = 3;
    private const byte SackPermitted = 4;
    private const byte Sack = 5;

    /// <summary>The peer's segment size.</summary>
    public ushort MaximumSegment;

    /// <summary>The peer's scale.</summary>
    public byte Scale;

    /// <summary>Whether the peer scales windows.</summary>
    public bool HasScale;

    /// <summary>Whether the peer takes selective acknowledgements.</summary>
    public bool AllowsSack;

    /// <summary>How many blocks are acknowledged selectively.</summary>
    public byte SackBlocks;

    /// <summary>The blocks, eight bytes each.</summary>
    public byte* SackData;

    /// <summary>Reads options. One that is malformed ends the list.</summary>
    public TcpOptions(byte* at, int length)
    {
        MaximumSegment = TcpHeader.DefaultSegment;
        Scale = 0;
        HasScale = false;
        AllowsSack = false;
        SackBlocks = 0;
        SackData = null;
        while (length > 0)
        {
            var kind = at[0];
            if (kind == NoOperation)
            {
                at++;
                length--;
                continue;
            }

            if (kind == EndOfList || length < 2 || at[1] < 2 || at[1] > length)
            {
                return;
            }

            ReadOne(kind, at, at[1]);
            length -= at[1];
            at += at[1];
        }
    }

    /// <summary>Writes the options of a SYN.</summary>
    /// <returns>Their bytes, a multiple of four.</returns>
    public static int WriteSyn(byte* at, int maximumSegment, bool hasScale, int scale, bool allowsSack)
    {
        at[0] = SegmentSize;
        at[1] = 4;
        NetworkOrder.Write16(at + 2, (ushort)maximumSegment);
        var length = 4;
        if (hasScale)
        {
            NetworkOrder.Write32(at + length, (uint)((NoOperation << 24) | (WindowScale << 16) | (3 << 8) | scale));
            length += 4;
        }

        if (allowsSack)
        {
            NetworkOrder.Write32(at + length, (NoOperation << 24) | (NoOperation << 16) | (SackPermitted << 8) | 2);
            length += 4;
        }

        return length;
    }

    /// <summary>Writes what has arrived out of order: the range that was received last first, as RFC 2018, 4, wants it.</summary>
    /// <returns>The bytes, a multiple of four.</returns>
    public static int WriteSack(byte* at, SequenceRanges* ranges, uint latest)
    {
        const int MostBlocks = 4;
        var first = Math.Max(ranges->Find(latest), 0);
        var count = Math.Min(ranges->Count, MostBlocks);
        NetworkOrder.Write32(at, (uint)((NoOperation << 24) | (NoOperation << 16) | (Sack << 8) | (2 + (count * 8))));
        at += 4;
        for (var i = 0; i < count; i++, at += 8)
        {
            var index = i == 0 ? first : i <= first ? i - 1 : i;
            NetworkOrder.Write32(at, ranges->Start(index));
            NetworkOrder.Write32(at + 4, ranges->End(index));
        }

        return 4 + (count * 8);
    }

    private void ReadOne(byte kind, byte* at, int length)
    {
        switch (kind)
        {
            case SegmentSize when length == 4:
                MaximumSegment = NetworkOrder.Read16(at + 2);
                break;
            case WindowScale when length == 3:
                HasScale = true;
                Scale = Math.Min(at[2], (byte)MaximumScale);
                break;
            case SackPermitted when length == 2:
                AllowsSack = true;
                break;
            case Sack when (length & 7) == 2 && length > 2:
                SackBlocks = (byte)((length - 2) / 8);
                SackData = at + 2;
                break;
        }
    }
}
