// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The authority over one interrupt.</summary>
[CapabilityLayout(10)]
public struct IrqHandler
{
    /// <summary>The interrupt.</summary>
    [Bits(0, 64, Word = 1)]
    public ulong Irq;
}
