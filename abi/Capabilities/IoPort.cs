// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A range of I/O ports.</summary>
[CapabilityLayout(21)]
public struct IoPort
{
    /// <summary>First port.</summary>
    [Bits(0, 16, Word = 1)]
    public ulong FirstPort;

    /// <summary>Last port, included.</summary>
    [Bits(16, 16, Word = 1)]
    public ulong LastPort;
}
