// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Clock.Protocol;

/// <summary>What a clock's driver writes once a second, at the start of a memory region, and others only read.</summary>
/// <remarks>One aligned word, so a reader sees the time of before or after, never a mixture: no sequence number is needed.</remarks>
public struct ClockPage
{
    private ulong seconds;

    /// <summary>Seconds since the first of January 1970, 00:00 (UTC); zero while the time is not known.</summary>
    public static ulong Read(Region page) => Volatile.Read(ref page.At<ClockPage>(0).seconds);

    /// <summary>Tells the time.</summary>
    public static void Write(Region page, ulong seconds) => Volatile.Write(ref page.At<ClockPage>(0).seconds, seconds);
}
