// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Bench.Framework;

/// <summary>Measures calls and notifications through the framework and beside it, and prints a line for each.</summary>
internal unsafe struct Client : IComponent
{
    [RuntimeExport("caprock_component")]
    private static void Main(StartBlock* start) => EventLoop.Run<Client>(start);

    public static void Init()
    {
        Samples.Calibrate();
        MeasureCall("framework-call"u8, 0);
        MeasureBareCall("bare-call"u8, 1);
        MeasureCall("framework-call-passive"u8, 4);
        MeasureBareCall("bare-call-passive"u8, 5);
        MeasureNotification("framework-notify"u8, 2);
        MeasureBareNotification("bare-notify"u8, 3);
        SerialLine.Write("bench complete\r\n"u8);
    }

    private static void MeasureCall(ReadOnlySpan<byte> name, int index)
    {
        var channel = Configuration.Channel(index);
        Samples.Begin();
        while (Samples.AreWanted)
        {
            var message = new Message(0);
            var start = Kernel.ReadTicks();
            channel.Call(ref message);
            Samples.Add(Kernel.ReadTicks() - start);
        }

        Samples.Print(name);
    }

    private static void MeasureBareCall(ReadOnlySpan<byte> name, int index)
    {
        var slot = Entry(index)->CallSlot;
        MessageWords words = default;
        Samples.Begin();
        while (Samples.AreWanted)
        {
            var start = Kernel.ReadTicks();
            Kernel.Call(slot, default, ref words);
            Samples.Add(Kernel.ReadTicks() - start);
        }

        Samples.Print(name);
    }

    private static void MeasureNotification(ReadOnlySpan<byte> name, int index)
    {
        var channel = Configuration.Channel(index);
        Samples.Begin();
        while (Samples.AreWanted)
        {
            var start = Kernel.ReadTicks();
            channel.Notify();
            Samples.Add(Stamp - start);
        }

        Samples.Print(name);
    }

    private static void MeasureBareNotification(ReadOnlySpan<byte> name, int index)
    {
        var slot = Entry(index)->NotifySlot;
        Samples.Begin();
        while (Samples.AreWanted)
        {
            var start = Kernel.ReadTicks();
            Kernel.Signal(slot);
            Samples.Add(Stamp - start);
        }

        Samples.Print(name);
    }

    private static ulong Stamp => Configuration.Region(0).At<ulong>(0);

    private static ComponentChannel* Entry(int index) =>
        Configuration.Entries<ComponentChannel>(Configuration.Header->Channels) + index;
}
