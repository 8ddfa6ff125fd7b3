// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>
/// What the monitor does for who has it in the description: a call with one of these labels, and the index of a protection domain.
/// </summary>
public static class MonitorControl
{
    /// <summary>Badge of such a caller, to which its index is added.</summary>
    public const ulong Badge = 1ul << 61;

    /// <summary>Badge of who may stop and start components too.</summary>
    public const ulong MayChange = 1ul << 32;

    /// <summary>Label: tells what a component does: its state, the microseconds it has used, how often it was started anew, and the
    /// microseconds since the monitor began.</summary>
    public const ulong Look = 1;

    /// <summary>Label: stops a component.</summary>
    public const ulong Stop = 2;

    /// <summary>Label: starts a component anew that has the policy for it.</summary>
    public const ulong Restart = 3;

    /// <summary>Label: writes among the monitor's lines where a component is.</summary>
    public const ulong Trace = 4;
}
