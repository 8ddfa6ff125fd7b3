// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>An object with slots that is being deleted.</summary>
[CapabilityLayout(12, NamesObject = true)]
public struct Zombie
{
    /// <summary>Number of slots of a CNode, as a power of two.</summary>
    [Bits(5, 6)]
    public int Radix;

    /// <summary>Whether it was a thread, with its five slots, and not a CNode.</summary>
    [Bits(11, 1)]
    public bool IsThread;

    /// <summary>Slots still to clear.</summary>
    [Bits(0, 64, Word = 1)]
    public ulong Remaining;
}
