// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>Which peers have been started anew, as the monitor writes it down.</summary>
internal static unsafe class Peers
{
    private static ulong seen;

    private static LifeEntry* Lives => (LifeEntry*)Configuration.Header->LivesAddress;

    /// <summary>Counts restarts before this component began as known.</summary>
    public static void Initialise() => seen = Lives == null ? 0 : Lives->Sequence;

    /// <summary>Tells a component which of its peers have been started anew since it last looked.</summary>
    /// <remarks>The monitor's signal has no badge, so one that comes with others cannot be told from them.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Look<T>()
        where T : IComponent
    {
        if (Lives != null && Lives->Sequence != seen)
        {
            Tell<T>();
        }
    }

    private static void Tell<T>()
        where T : IComponent
    {
        var before = seen;
        seen = Lives->Sequence;
        for (var i = 0; i < Configuration.ChannelCount; i++)
        {
            var channel = Configuration.Channel(i);
            var sequence = Lives[LifeEntry.First + channel.PeerDomain].Sequence;
            if (sequence > before && sequence <= seen)
            {
                T.PeerRestarted(channel);
            }
        }
    }
}
