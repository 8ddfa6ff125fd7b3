// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>Asks components whether they are well, and has those started anew that do not answer.</summary>
/// <remarks>
/// A component is asked through its start block and a signal. Time is counted in periods in which the monitor ran, in each of which the
/// component could too: a machine that stands still for a while makes nobody late. Of several that are silent the one with the
/// highest priority goes first, because the others may have waited for it, or for the time that it took; they are given as long again.
/// </remarks>
internal static unsafe class Heartbeats
{
    /// <summary>Whether any component is to be asked.</summary>
    public static bool AreWanted { get; private set; }

    /// <summary>Looks who is to be asked.</summary>
    public static void Initialise()
    {
        for (uint domain = 0; domain < Domain.Count; domain++)
        {
            AreWanted |= Domain.Entry(domain)->HeartbeatPeriods != 0;
        }
    }

    /// <summary>A period has passed.</summary>
    public static void Look()
    {
        var silent = uint.MaxValue;
        for (uint domain = 0; AreWanted && domain < Domain.Count; domain++)
        {
            if (IsSilent(domain) && (silent == uint.MaxValue || Domain.Entry(domain)->Priority > Domain.Entry(silent)->Priority))
            {
                silent = domain;
            }
        }

        if (silent == uint.MaxValue)
        {
            return;
        }

        for (uint domain = 0; domain < Domain.Count; domain++)
        {
            Restarts.State(domain).Periods = 0;
        }

        Require.Success(Domain.Thread(silent).Suspend());
        FaultReport.PrintSilence(silent);
        Restarts.Plan(silent);
    }

    /// <summary>Asks one that has answered and is to be asked again; true when it has not answered in time.</summary>
    private static bool IsSilent(uint domain)
    {
        var periods = Domain.Entry(domain)->HeartbeatPeriods;
        ref var state = ref Restarts.State(domain);
        if (periods == 0 || state.End != DomainState.Runs || state.Due != 0 || ++state.Periods < periods
            || !Domain.TryFind(domain, Domain.Entry(domain)->Argument, out var memory, out _, out _))
        {
            return false;
        }

        var block = (StartBlock*)memory;
        if (Volatile.Read(ref block->Answered) != state.Asked)
        {
            return true;
        }

        state.Asked++;
        state.Periods = 0;
        Volatile.Write(ref block->Asked, state.Asked);
        Kernel.Signal(Domain.Notification(domain).Slot);
        return false;
    }
}
