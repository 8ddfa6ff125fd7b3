// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority over the time of a core.</summary>
[CapabilityLayout(8)]
public struct SchedControl
{
    /// <summary>The core.</summary>
    [Bits(0, 64, Word = 1)]
    public ulong Core;
}
