// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.LivePolicy;

/// <summary>What a sender tells.</summary>
internal struct Progress
{
    /// <summary>Frames that the card has sent.</summary>
    public ulong Sent;
}
