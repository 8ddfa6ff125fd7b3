// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Bench.Kernel;

/// <summary>Signals to nobody, to a thread that has to wait, and to one that runs at once.</summary>
internal static class SignalFigures
{
    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        MeasureNobody();
        MeasureLower();
        MeasureHigher(false, "signal-higher-thread"u8);
        MeasureHigher(true, "signal-higher-process"u8);
        MeasureHandingOn();
    }

    private static void MeasureNobody()
    {
        var notification = World.Create(ObjectType.Notification);
        var empty = World.Slot();
        Samples signal = default;
        Samples nothing = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            signal.Add(Measuring.Call(SystemCall.Send, notification));
            nothing.Add(Measuring.Call(SystemCall.NBSend, empty));
        }

        World.SetFpu(true);
        nothing.Report("entry-nbsend-to-nothing"u8);
        signal.Report("signal-nobody"u8);
    }

    private static void MeasureLower()
    {
        var notification = World.Create(ObjectType.Notification);
        var receiver = World.Start(true, World.Priority, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            receiver.SetPriority(World.Priority);
            User.Kernel.Yield();
            receiver.SetPriority(World.Priority - 1);
            samples.Add(Measuring.Call(SystemCall.Send, notification));
        }

        World.SetFpu(true);
        samples.Report("signal-lower"u8);
        receiver.Stop();
    }

    /// <summary>Two processes that signal each other and wait, each in one system call.</summary>
    private static void MeasureHandingOn()
    {
        var here = World.Create(ObjectType.Notification);
        var there = World.Create(ObjectType.Notification);
        var neighbour = World.Start(true, World.Priority + 1, Measuring.Neighbour, there, here);
        Samples higher = default;
        Samples lower = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            lower.Add(Measuring.Call(SystemCall.NBSendRecv, here, there));
            higher.Add(Measuring.Result);
        }

        World.SetFpu(true);
        higher.Report("signal-and-wait-higher"u8);
        lower.Report("signal-and-wait-lower"u8);
        neighbour.Stop();
    }

    private static void MeasureHigher(bool isOther, scoped ReadOnlySpan<byte> name)
    {
        var notification = World.Create(ObjectType.Notification);
        var receiver = World.Start(isOther, World.Priority + 1, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            _ = Measuring.Call(SystemCall.Send, notification); // Ignored: the receiver measures.
            samples.Add(Measuring.Result);
        }

        World.SetFpu(true);
        samples.Report(name);
        receiver.Stop();
    }
}
