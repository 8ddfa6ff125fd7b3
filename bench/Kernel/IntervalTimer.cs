// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>The board's interval timer as a source of single interrupts: channel 0 of an 8254 in mode 0, pin 2 of the I/O APIC.</summary>
/// <remarks>Source: Intel 8254 data sheet, control word format; ACPI 6.4, 5.2.12.5.</remarks>
internal static class IntervalTimer
{
    private const ushort Counter = 0x40;
    private const ushort Control = 0x43;
    private const byte OneShot = 0x30;
    private const ulong Pin = 2;
    private const ulong Vector = 9;

    private static ulong ports;
    private static ulong handler;

    /// <summary>Takes the ports and the interrupt.</summary>
    public static void Initialise()
    {
        ports = World.Slot();
        handler = World.Slot();
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            Counter, Control, RootCNode.Node, ports, RootCNode.FullDepth));
        Require.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(
            RootCNode.Node, handler, RootCNode.FullDepth, 0, Pin, 0, 0, Vector));
    }

    /// <summary>Says where interrupts are told.</summary>
    public static void SetNotification(ulong notification) =>
        Require.Success(new IrqHandler(handler).SetNotification(new Notification(notification)));

    /// <summary>Ends that.</summary>
    public static void Clear() => Require.Success(new IrqHandler(handler).Clear());

    /// <summary>Has an interrupt come after a number of the timer's ticks, 838 instructions each.</summary>
    public static void Start(ulong ticks)
    {
        Require.Success(new IrqHandler(handler).Ack());
        var timer = new IoPort(ports);
        Require.Success(timer.Out8(Control, OneShot));
        Require.Success(timer.Out8(Counter, ticks & 0xff));
        Require.Success(timer.Out8(Counter, ticks >> 8));
    }
}
