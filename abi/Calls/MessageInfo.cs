// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>The word that describes a message.</summary>
[WordLayout]
[CName("seL4_MessageInfo")]
public struct MessageInfo
{
    /// <summary>What the message asks for or answers; the kernel interprets it only for its own objects.</summary>
    [Bits(12, 52)]
    public ulong Label;

    /// <summary>On receipt: which of the capabilities sent were unwrapped to their badge, one bit each.</summary>
    [Bits(9, 3)]
    public ulong CapsUnwrapped;

    /// <summary>Number of capabilities sent, or received.</summary>
    [Bits(7, 2)]
    public ulong ExtraCaps;

    /// <summary>Number of message words.</summary>
    [Bits(0, 7)]
    public ulong Length;
}
