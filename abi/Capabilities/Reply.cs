// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A place for a caller that waits for its reply.</summary>
[CapabilityLayout(4, NamesObject = true)]
public struct Reply
{
    /// <summary>May send capabilities with the reply.</summary>
    [Bits(5, 1)]
    public bool CanGrant;
}
