// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Capabilities;

/// <summary>Why a capability address did not resolve, with what the fault message tells of it.</summary>
public struct LookupFailure
{
    /// <summary>Kind of failure.</summary>
    public LookupFailureType Type;

    /// <summary>Address bits that were left to resolve.</summary>
    public ulong BitsLeft;

    /// <summary>Bits found: radix plus guard for a depth mismatch, guard size for a guard mismatch.</summary>
    public ulong BitsFound;

    /// <summary>Guard of the CNode, for a guard mismatch.</summary>
    public ulong GuardFound;
}
