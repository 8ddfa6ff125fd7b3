// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>Which peers have been started anew, as the monitor writes it down.</summary>
internal static unsafe class Peers
{
    private static ulong seen;

    private static LifeEntry* Lives => (LifeEntry*)Configuration.Header->LivesAddress;

    /// <summary>Counts restarts before this component began as known.</summary>
    public static void Initialise() => seen = LatestRestart();

    /// <summary>Tells a component which of its peers have been started anew since it last looked.</summary>
    public static void Look<T>()
        where T : IComponent
    {
        var before = seen;
        seen = LatestRestart();
        for (var i = 0; seen != before && i < Configuration.ChannelCount; i++)
        {
            var channel = Configuration.Channel(i);
            var sequence = Lives[channel.PeerDomain].Sequence;
            if (sequence > before && sequence <= seen)
            {
                T.PeerRestarted(channel);
            }
        }
    }

    /// <summary>Number of the latest restart of a peer; zero when there was none.</summary>
    private static ulong LatestRestart()
    {
        ulong latest = 0;
        for (var i = 0; Lives != null && i < Configuration.ChannelCount; i++)
        {
            latest = Math.Max(latest, Lives[Configuration.Channel(i).PeerDomain].Sequence);
        }

        return latest;
    }
}
