// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Programs;

/// <summary>How the channel identifiers of a protection domain are divided into direct ones and groups.</summary>
internal static class ChannelNumbers
{
    /// <summary>Number of groups; none for programs built against libmicrokit.</summary>
    public static uint Groups(SystemDescription system, ProtectionDomain domain, IReadOnlyList<Program?> programs)
    {
        if (programs[domain.Index]?.Kind != ProgramKind.Component)
        {
            return 0;
        }

        IEnumerable<uint> ids = system.Channels.SelectMany(channel => channel.Ends)
            .Where(end => end.Domain == domain).Select(end => end.Id.Value)
            .Concat(domain.Interrupts.Select(interrupt => interrupt.Id.Value))
            .Concat(domain.MonitorLog is Identifier log ? [log.Value] : []);
        return ChannelGroups.GroupsFor(ids.DefaultIfEmpty().Max());
    }
}
