// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.LivePolicy;

/// <summary>What the controller tells the senders.</summary>
internal struct Orders
{
    /// <summary>Not zero when they shall send no more.</summary>
    public uint Stop;
}
