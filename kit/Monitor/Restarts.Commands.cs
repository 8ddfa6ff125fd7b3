// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Monitor;

/// <summary>What requests need to know of restarts.</summary>
internal static unsafe partial class Restarts
{
    /// <summary>Whether what a component began with was kept.</summary>
    public static bool CanStart(uint domain) => Domain.Entry(domain)->RestartPolicy == OnFault;

    /// <summary>How often a component was started anew.</summary>
    public static ulong GenerationOf(uint domain) => LifeOf(domain)->Generation;

    /// <summary>A component has been stopped: it is neither started anew nor asked whether it is well.</summary>
    public static void Forget(uint domain)
    {
        waiting -= states[domain].Due != 0 ? 1u : 0;
        states[domain].Due = 0;
        states[domain].End = DomainState.Stopped;
    }

    /// <summary>Starts a component at once. This counts for no limit: somebody has asked for it.</summary>
    public static void StartNow(uint domain)
    {
        Forget(domain);
        Start(domain);
    }
}
