// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Icmp;

/// <summary>ICMP. Source: RFC 792.</summary>
internal static class IcmpMessage
{
    public const int HeaderBytes = 8;
    public const int Type = 0;
    public const int Code = 1;
    public const int CheckSum = 2;

    /// <summary>Size of the next link, in a message that a packet was too big. Source: RFC 1191, 4.</summary>
    public const int NextHopMtu = 6;

    public const byte EchoReply = 0;
    public const byte Unreachable = 3;
    public const byte Echo = 8;

    public const byte ProtocolUnreachable = 2;
    public const byte PortUnreachable = 3;
    public const byte FragmentationNeeded = 4;

    /// <summary>Bytes of the packet that a message of an error quotes behind its header: the IP header and eight more.</summary>
    public const int QuotedPayload = 8;
}
