// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Robustness;

/// <summary>What outlives an attacker's restarts: how many system calls it has made, and its random numbers.</summary>
/// <remarks>Attackers set each other's registers, so one may run with another's pointers and write anything here. The two counts
/// are therefore counted separately: they add up to all ones as long as nobody else has written to either.</remarks>
internal struct AttackerRecord
{
    /// <summary>System calls made, counted up from zero.</summary>
    public ulong Calls;

    /// <summary>The same, counted down from all ones.</summary>
    public ulong Remaining;

    /// <summary>State of the random numbers.</summary>
    public ulong Random;

    /// <summary>Whether the counts belong together.</summary>
    public readonly bool IsConsistent => Calls + Remaining == ulong.MaxValue;

    /// <summary>Sets both counts.</summary>
    public void SetCalls(ulong calls)
    {
        Calls = calls;
        Remaining = ulong.MaxValue - calls;
    }
}
