// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A word of signals.</summary>
[CapabilityLayout(3, NamesObject = true)]
public struct Notification
{
    /// <summary>May signal.</summary>
    [Bits(5, 1)]
    public bool CanSend;

    /// <summary>May wait.</summary>
    [Bits(6, 1)]
    public bool CanReceive;

    /// <summary>Bits that a signal sets.</summary>
    [Bits(0, 64, Word = 1)]
    public ulong Badge;
}
