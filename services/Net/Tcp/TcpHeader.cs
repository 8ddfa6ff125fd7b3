// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>The TCP header. Source: RFC 9293, 3.1.</summary>
internal static class TcpHeader
{
    public const int MinimumBytes = 20;
    public const int SequenceNumber = 4;
    public const int Acknowledgement = 8;
    public const int Offset = 12;
    public const int Flags = 13;
    public const int Window = 14;
    public const int CheckSum = 16;

    public const byte Fin = 0x01;
    public const byte Syn = 0x02;
    public const byte Rst = 0x04;
    public const byte Psh = 0x08;
    public const byte Ack = 0x10;

    /// <summary>Where the header begins in a frame that the stack writes.</summary>
    public const int InFrame = Ipv4.Ipv4Header.PayloadInFrame;

    /// <summary>Where what follows a header without options begins in a frame.</summary>
    public const int DataInFrame = InFrame + MinimumBytes;

    /// <summary>Most data of a segment without options.</summary>
    public const int MaximumSegment = Frame.MaximumBytes - DataInFrame;

    /// <summary>What a peer takes that does not say. Source: RFC 9293, 3.7.1.</summary>
    public const int DefaultSegment = 536;

    /// <summary>The least a peer may ask for: smaller segments would make headers the most of all traffic.</summary>
    public const int LeastSegment = 64;
}
