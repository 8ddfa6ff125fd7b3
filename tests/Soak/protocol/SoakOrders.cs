// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Soak;

/// <summary>What the host tells the components.</summary>
public struct SoakOrders
{
    /// <summary>Whether they shall work; when not, they come to rest.</summary>
    public ulong MayWork;

    /// <summary>Nanoseconds from one component killed to the next, on the average; zero: none is killed.</summary>
    public ulong PauseNanoseconds;

    /// <summary>Where random numbers begin.</summary>
    public ulong Seed;
}
