// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Drivers.Network.Arp;

/// <summary>What a frame of ARP says, for IPv4 over Ethernet. Source: RFC 826.</summary>
internal struct ArpFrame
{
    /// <summary>Bytes of a frame, without padding.</summary>
    public const int Bytes = 42;

    /// <summary>Everybody.</summary>
    public const ulong Broadcast = AddressBits;

    private const ulong AddressBits = (1ul << 48) - 1;
    private const int Source = 6;
    private const int Kind = 12;
    private const int SenderStationAt = 22;
    private const int SenderAddressAt = 28;
    private const int TargetStationAt = 32;
    private const int TargetAddressAt = 38;
    private const int LastKindByte = 9;
    private const byte Question = 1;
    private const byte Answer = 2;

    /// <summary>Whether it is a question; else it is an answer.</summary>
    public bool IsQuestion;

    /// <summary>Who sends it: the Ethernet address, its first byte lowest.</summary>
    public ulong SenderStation;

    /// <summary>The same: the IPv4 address, its first byte highest.</summary>
    public uint SenderAddress;

    /// <summary>Whom it asks for or answers.</summary>
    public uint TargetAddress;

    /// <summary>The type of the frame, hardware type 1, protocol type 0x0800, lengths of addresses, and the operation.</summary>
    private static ReadOnlySpan<byte> QuestionKind => [8, 6, 0, 1, 8, 0, 6, 4, 0, Question];

    /// <summary>Reads a frame; false for one that is no ARP, or whose sender is no single station.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out ArpFrame arp)
    {
        arp = default;
        if (frame.Length < Bytes || !frame.Slice(Kind, LastKindByte).SequenceEqual(QuestionKind[..LastKindByte]))
        {
            return false;
        }

        var operation = frame[Kind + LastKindByte];
        arp.IsQuestion = operation == Question;
        arp.SenderStation = BinaryPrimitives.ReadUInt64LittleEndian(frame[SenderStationAt..]) & AddressBits;
        arp.SenderAddress = BinaryPrimitives.ReadUInt32BigEndian(frame[SenderAddressAt..]);
        arp.TargetAddress = BinaryPrimitives.ReadUInt32BigEndian(frame[TargetAddressAt..]);
        return operation is Question or Answer && arp.SenderStation != 0 && (arp.SenderStation & 1) == 0;
    }

    /// <summary>Writes this as a frame from a station that speaks for the sender.</summary>
    public readonly void Write(Span<byte> frame, ulong speaker, ulong destination, ulong targetStation)
    {
        WriteStation(frame, destination);
        WriteStation(frame[Source..], speaker);
        QuestionKind.CopyTo(frame[Kind..]);
        frame[Kind + LastKindByte] = IsQuestion ? Question : Answer;
        WriteStation(frame[SenderStationAt..], SenderStation);
        BinaryPrimitives.WriteUInt32BigEndian(frame[SenderAddressAt..], SenderAddress);
        WriteStation(frame[TargetStationAt..], targetStation);
        BinaryPrimitives.WriteUInt32BigEndian(frame[TargetAddressAt..], TargetAddress);
    }

    private static void WriteStation(Span<byte> at, ulong station)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(at, (uint)station);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], (ushort)(station >> 32));
    }
}
