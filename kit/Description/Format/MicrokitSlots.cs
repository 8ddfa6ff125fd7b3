// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Where libmicrokit looks for its capabilities, and the badges it understands.</summary>
/// <remarks>Source: libmicrokit 2.3, microkit.h and main.c. Versions since 2.0 agree.</remarks>
public static class MicrokitSlots
{
    /// <summary>What it receives from: its endpoint, or its notification when nobody calls it.</summary>
    public const uint Input = 1;

    /// <summary>Reply object.</summary>
    public const uint Reply = 4;

    /// <summary>Endpoint of a thread of the monitor, for a passive protection domain that has initialised itself.</summary>
    public const uint Monitor = 5;

    /// <summary>First notification of a peer; the channel identifier is added.</summary>
    public const uint FirstNotification = 10;

    /// <summary>First endpoint of a peer; the channel identifier is added.</summary>
    public const uint FirstEndpoint = 74;

    /// <summary>First interrupt handler; the channel identifier is added.</summary>
    public const uint FirstInterrupt = 138;

    /// <summary>First thread of a child; its identifier is added.</summary>
    public const uint FirstChild = 202;

    /// <summary>First range of I/O ports; its identifier is added.</summary>
    public const uint FirstPorts = 394;

    /// <summary>Badge of a child's fault; its identifier is added.</summary>
    public const ulong FaultBadge = 1ul << 62;

    /// <summary>Badge of a protected call; the channel identifier is added.</summary>
    public const ulong CallBadge = 1ul << 63;
}
