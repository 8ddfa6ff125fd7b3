// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>State of a notification.</summary>
public enum NotificationState : ulong
{
    /// <summary>No signal, nobody waiting.</summary>
    Idle = 0,

    /// <summary>Threads wait.</summary>
    Waiting = 1,

    /// <summary>Signals wait.</summary>
    Active = 2,
}
