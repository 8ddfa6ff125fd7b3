// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Kit.Network;

/// <summary>The question who has an address in QEMU's user network, 10.0.2.0/24, and what an answer looks like.</summary>
/// <remarks>Source: RFC 826 (ARP), in Ethernet frames.</remarks>
internal static class ArpQuestion
{
    /// <summary>Bytes of a question, and least bytes of an answer.</summary>
    public const uint FrameBytes = 42;

    /// <summary>The last byte of the gateway's address.</summary>
    public const int Gateway = 2;

    /// <summary>The last byte of the name server's address.</summary>
    public const int NameServer = 3;

    private const int AddressBytes = 6;
    private const int TypePlace = 12;
    private const int SenderPlace = 22;
    private const int OwnPlace = 28;
    private const int AnswererPlace = 31;
    private const int TargetPlace = 32;
    private const int WantedPlace = 41;

    private static ReadOnlySpan<byte> Everybody => [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Kinds and lengths, operation 1: a request.</summary>
    private static ReadOnlySpan<byte> Request => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1];

    /// <summary>Kinds and lengths, operation 2: a reply.</summary>
    private static ReadOnlySpan<byte> Reply => [0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 2];

    private static ReadOnlySpan<byte> Own => [10, 0, 2, 15];

    private static ReadOnlySpan<byte> Target => [0, 0, 0, 0, 0, 0, 10, 0, 2];

    /// <summary>Writes a question.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="address">Who asks: the card's address, its first byte lowest.</param>
    /// <param name="wanted">The last byte of the address that is looked for.</param>
    public static void Write(Span<byte> frame, ulong address, int wanted)
    {
        Everybody.CopyTo(frame);
        for (var i = 0; i < AddressBytes; i++)
        {
            frame[AddressBytes + i] = frame[SenderPlace + i] = (byte)(address >> (i * 8));
        }

        Request.CopyTo(frame[TypePlace..]);
        Own.CopyTo(frame[OwnPlace..]);
        Target.CopyTo(frame[TargetPlace..]);
        frame[WantedPlace] = (byte)wanted;
    }

    /// <summary>Whether a frame is an answer from who has the wanted address.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> frame, int wanted) =>
        frame.Length >= FrameBytes && frame.Slice(TypePlace, Reply.Length).SequenceEqual(Reply) && frame[AnswererPlace] == wanted;
}
