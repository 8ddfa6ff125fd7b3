// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;

namespace Caprock.Bench.WorstCase;

/// <summary>Repeats an operation with an interrupt that comes each time at another moment of it.</summary>
internal static unsafe class Interruptions
{
    private const ulong FirstTick = 3;
    private const ulong TickStep = 5;
    private const int Moments = 12;

    private static ulong notification;

    /// <summary>Makes what interrupts are told.</summary>
    public static void Initialise() => notification = World.Create(ObjectType.Notification);

    /// <summary>Prepares and carries out, undisturbed once and then interrupted at each moment.</summary>
    public static void Repeat(delegate*<void> prepare, delegate*<void> operate)
    {
        prepare();
        operate();
        IntervalTimer.SetNotification(notification);
        var handler = World.Start(false, World.Priority + 1, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        for (ulong moment = 0; moment < Moments; moment++)
        {
            prepare();
            var count = Measuring.Count;
            IntervalTimer.Start(FirstTick + (moment * TickStep));
            operate();
            while (Measuring.Count == count)
            {
            }
        }

        handler.Stop();
        IntervalTimer.Clear();
    }
}
