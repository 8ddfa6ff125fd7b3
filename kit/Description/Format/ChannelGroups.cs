// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>How a component hears of more channels than a notification has bits.</summary>
/// <remarks>
/// Bits 62 and 63 of a badge mean faults and calls, so a notification tells 62 channels apart. A component with a higher identifier
/// gives its last bits to groups: each group has a notification of its own with 64 bits. Who signals such a channel signals the group's
/// notification
/// and then the group's bit; who hears the bit polls the group. A peer can thus only ever raise its own channels.
/// </remarks>
public static class ChannelGroups
{
    /// <summary>Channels that one notification tells apart, besides faults and calls.</summary>
    public const uint DirectBits = 62;

    /// <summary>Channels of a group.</summary>
    public const uint GroupBits = 64;

    /// <summary>Groups a component needs when this is its highest identifier.</summary>
    public static uint GroupsFor(uint highestId) =>
        highestId < DirectBits ? 0 : ((highestId + 1 - DirectBits) + GroupBits - 2) / (GroupBits - 1);

    /// <summary>Channels signalled directly, of a component with some groups.</summary>
    public static uint DirectIds(uint groups) => DirectBits - groups;

    /// <summary>Group of an identifier that is not direct.</summary>
    public static uint GroupOf(uint id, uint groups) => (id - DirectIds(groups)) / GroupBits;

    /// <summary>Bit of an identifier in its group.</summary>
    public static uint BitInGroup(uint id, uint groups) => (id - DirectIds(groups)) % GroupBits;
}
