// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>Sizes of Ethernet frames and where things lie in them.</summary>
/// <remarks>Source: IEEE 802.3, 3.1.1; RFC 894.</remarks>
public static class Frame
{
    /// <summary>Most bytes of a frame, without frame check sequence.</summary>
    public const int MaximumBytes = HeaderBytes + MaximumPayload;

    /// <summary>Most bytes of an IP packet.</summary>
    public const int MaximumPayload = 1500;

    /// <summary>Bytes of the Ethernet header.</summary>
    public const int HeaderBytes = 14;

    internal const int Source = 6;
    internal const int Type = 12;

    /// <summary>IPv4, as the bytes of the type lie in memory (0x0800).</summary>
    internal const ushort Ipv4Type = 0x0008;

    /// <summary>ARP, as the bytes of the type lie in memory (0x0806).</summary>
    internal const ushort ArpType = 0x0608;
}
