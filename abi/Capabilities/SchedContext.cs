// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A right to processor time.</summary>
[CapabilityLayout(7, NamesObject = true)]
public struct SchedContext
{
    /// <summary>Size of the object, as a power of two.</summary>
    [Bits(5, 6)]
    public int SizeBits;
}
