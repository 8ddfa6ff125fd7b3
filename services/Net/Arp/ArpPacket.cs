// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Arp;

/// <summary>ARP for IPv4 over Ethernet. Source: RFC 826.</summary>
internal static unsafe class ArpPacket
{
    /// <summary>Bytes of a packet.</summary>
    public const int Length = 28;

    /// <summary>Bytes of the frame, without padding.</summary>
    public const int FrameBytes = Frame.HeaderBytes + Length;

    public const int Operation = 6;
    public const int SenderMac = 8;
    public const int SenderAddress = 14;
    public const int TargetMac = 18;
    public const int TargetAddress = 24;

    /// <summary>A request (1), as the bytes lie in memory.</summary>
    public const ushort Request = 0x0100;

    /// <summary>A reply (2), as the bytes lie in memory.</summary>
    public const ushort Reply = 0x0200;

    /// <summary>
    /// Hardware type 1, protocol type 0x0800, address lengths 6 and 4, as the bytes lie in memory; the operation follows.
    /// </summary>
    public const ulong Kind = 0x0406_0008_0100;

    private const ulong KindMask = 0xffff_ffff_ffff;

    /// <summary>Whether these 28 bytes speak of Ethernet and IPv4.</summary>
    public static bool IsKnown(byte* packet) => (*(ulong*)packet & KindMask) == Kind;

    /// <summary>Writes a frame.</summary>
    public static int Write(byte* frame, Interface* self, ushort operation, MacAddress destination, MacAddress target, uint targetWire)
    {
        var packet = frame + Frame.HeaderBytes;
        Ethernet.EthernetHeader.Write(frame, destination, self->Mac, Frame.ArpType);
        *(ulong*)packet = Kind | ((ulong)operation << 48);
        self->Mac.Write(packet + SenderMac);
        *(uint*)(packet + SenderAddress) = self->AddressWire;
        target.Write(packet + TargetMac);
        *(uint*)(packet + TargetAddress) = targetWire;
        return FrameBytes;
    }
}
