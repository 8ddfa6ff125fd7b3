// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Where the monitor finds its capabilities.</summary>
public static class MonitorSlots
{
    /// <summary>Endpoint it receives faults from; the badge is the protection domain's index plus one.</summary>
    public const uint Input = 1;

    /// <summary>Reply object.</summary>
    public const uint Reply = 4;

    /// <summary>Its own endpoint, with which its second thread calls it.</summary>
    public const uint Ticker = 5;

    /// <summary>Reply object for who is answered later.</summary>
    public const uint SecondReply = 6;

    /// <summary>Badge of its second thread.</summary>
    public const ulong TickerBadge = 1ul << 62;

    /// <summary>Thread of the first protection domain; its scheduling context and its notification follow, then the next
    /// domain's.</summary>
    public const uint FirstDomain = 8;

    /// <summary>Slots for each protection domain.</summary>
    public const uint DomainStride = 3;
}
