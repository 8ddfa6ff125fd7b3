// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>What became of a protected call.</summary>
[MustUse]
public enum CallStatus
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The peer does not know the procedure, or does not let this component call it.</summary>
    Refused,

    /// <summary>The peer was started anew before it answered; whether it did anything is not known.</summary>
    Restarted,
}
