// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Udp;

/// <summary>The UDP header. Source: RFC 768.</summary>
internal static class UdpHeader
{
    public const int Bytes = 8;
    public const int DestinationPort = 2;
    public const int Length = 4;
    public const int CheckSum = 6;

    /// <summary>Where the data of a datagram begins in a frame that the stack writes.</summary>
    public const int DataInFrame = Ipv4.Ipv4Header.PayloadInFrame + Bytes;

    /// <summary>Most bytes of a datagram that needs no fragments.</summary>
    public const int MaximumData = Frame.MaximumBytes - DataInFrame;
}
