// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>An interrupt of the board's interval timer, from the interrupted instruction to the handler's first.</summary>
/// <remarks>The interrupted thread leaves a stamp every four instructions, so a time is up to three too long.</remarks>
internal static class InterruptFigures
{
    private const ulong Ticks = 0x400;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        Measure(false, "interrupt-same-space"u8);
        Measure(true, "interrupt-other-space"u8);
    }

    private static void Measure(bool isOther, scoped ReadOnlySpan<byte> name)
    {
        var notification = World.Create(ObjectType.Notification);
        IntervalTimer.SetNotification(notification);
        var handler = World.Start(isOther, World.Priority + 1, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            var count = Measuring.Count;
            IntervalTimer.Start(Ticks);
            samples.Add(Measuring.Spin(count));
        }

        World.SetFpu(true);
        samples.Report(name);
        IntervalTimer.Clear();
        handler.Stop();
    }
}
