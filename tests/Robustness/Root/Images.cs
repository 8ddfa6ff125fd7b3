// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Robustness;

/// <summary>The programs that the build embeds, and the stacks of small threads.</summary>
internal static unsafe class Images
{
    /// <summary>The attacker.</summary>
    public static ReadOnlySpan<byte> Attacker => new(AttackerStart(), (int)AttackerLength());

    /// <summary>The victim.</summary>
    public static ReadOnlySpan<byte> Victim => new(VictimStart(), (int)VictimLength());

    /// <summary>Top of the stack of the thread that wakes the root task now and then.</summary>
    [RuntimeImport("robustness_tick_stack")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong TickStack();

    /// <summary>Top of the stack of the thread that runs when nobody else does.</summary>
    [RuntimeImport("robustness_idle_stack")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong IdleStack();

    [RuntimeImport("attacker_image_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* AttackerStart();

    [RuntimeImport("attacker_image_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong AttackerLength();

    [RuntimeImport("victim_image_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* VictimStart();

    [RuntimeImport("victim_image_length")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong VictimLength();
}
