// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Systems;

namespace Caprock.Kit.Generator.Naming;

/// <summary>A generated member.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its place in the table.</param>
/// <param name="Name">Its identifier.</param>
/// <param name="Original">What the description calls it, for attributes that refer to it.</param>
/// <param name="Summary">What its documentation says.</param>
/// <param name="Channel">The channel; null for others.</param>
/// <param name="Region">The memory region; null for others.</param>
internal sealed record Member(
    MemberKind Kind, int Index, string Name, string Original, string Summary, ChannelView? Channel = null, RegionView? Region = null)
{
    /// <summary>What it is, for messages.</summary>
    public string What => Kind switch
    {
        MemberKind.Channel => $"the channel to '{Channel!.Peer}'",
        MemberKind.Region => $"the memory region '{Region!.Name}'",
        MemberKind.Interrupt => "an interrupt",
        MemberKind.Ports => "a range of ports",
        _ => $"the child '{Original}'",
    };
}
