// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A rendezvous for messages.</summary>
[CapabilityLayout(2, NamesObject = true)]
public struct Endpoint
{
    /// <summary>May send.</summary>
    [Bits(5, 1)]
    public bool CanSend;

    /// <summary>May receive.</summary>
    [Bits(6, 1)]
    public bool CanReceive;

    /// <summary>May send capabilities along.</summary>
    [Bits(7, 1)]
    public bool CanGrant;

    /// <summary>May call without Grant.</summary>
    [Bits(8, 1)]
    public bool CanGrantReply;

    /// <summary>Told to the receiver.</summary>
    [Bits(0, 64, Word = 1)]
    public ulong Badge;
}
