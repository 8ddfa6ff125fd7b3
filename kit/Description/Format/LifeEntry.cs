// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Which life of a protection domain this is; the monitor writes it, peers read it.</summary>
public struct LifeEntry
{
    /// <summary>How often it was started anew.</summary>
    public ulong Generation;

    /// <summary>How many restarts there had been in the whole system when it was last started anew.</summary>
    public ulong Sequence;
}
