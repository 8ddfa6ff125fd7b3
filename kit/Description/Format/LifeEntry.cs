// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Which life of a protection domain this is; the monitor writes it, peers read it.</summary>
public struct LifeEntry
{
    /// <summary>Entry of the first protection domain. The one before it is the whole system's: its sequence is the latest.</summary>
    public const int First = 1;

    /// <summary>How often it was started anew.</summary>
    public ulong Generation;

    /// <summary>How many restarts there had been in the whole system when it was last started anew.</summary>
    public ulong Sequence;
}
