// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Isolation;

/// <summary>What two partitions have in common besides the processor: something only to see that the check finds it.</summary>
public enum Sharing
{
    /// <summary>Nothing, as it has to be.</summary>
    Nothing,

    /// <summary>The hidden one can signal the watched one's notification.</summary>
    Notification,

    /// <summary>The hidden one has a capability to the watched one's thread.</summary>
    Thread,

    /// <summary>The hidden one's budget, of a higher priority, is renewed at once.</summary>
    Time,
}
