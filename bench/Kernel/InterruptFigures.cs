// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>An interrupt of the board's interval timer, from the interrupted instruction to the handler's first.</summary>
/// <remarks>The interrupted thread leaves a stamp every four instructions, so a time is up to three too long. The timer is channel 0
/// of an 8254 in mode 0, pin 2 of the I/O APIC. Source: Intel 8254 data sheet, control word format; ACPI 6.4, 5.2.12.5.</remarks>
internal static class InterruptFigures
{
    private const ushort Counter = 0x40;
    private const ushort Control = 0x43;
    private const byte OneShot = 0x30;
    private const byte CountLow = 0x00;
    private const byte CountHigh = 0x04;
    private const ulong Pin = 2;
    private const ulong Vector = 9;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        var ports = new IoPort(World.Slot());
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            Counter, Control, RootCNode.Node, ports.Slot, RootCNode.FullDepth));
        var interrupt = new IrqHandler(World.Slot());
        Require.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(
            RootCNode.Node, interrupt.Slot, RootCNode.FullDepth, 0, Pin, 0, 0, Vector));
        Measure(ports, interrupt, false, "interrupt-same-space"u8);
        Measure(ports, interrupt, true, "interrupt-other-space"u8);
    }

    private static void Measure(IoPort timer, IrqHandler interrupt, bool isOther, scoped ReadOnlySpan<byte> name)
    {
        var notification = World.Create(ObjectType.Notification);
        Require.Success(interrupt.SetNotification(new Notification(notification)));
        var handler = World.Start(isOther, World.Priority + 1, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            var count = Measuring.Count;
            Require.Success(interrupt.Ack());
            Require.Success(timer.Out8(Control, OneShot));
            Require.Success(timer.Out8(Counter, CountLow));
            Require.Success(timer.Out8(Counter, CountHigh));
            samples.Add(Measuring.Spin(count));
        }

        World.SetFpu(true);
        samples.Report(name);
        Require.Success(interrupt.Clear());
        handler.Stop();
    }
}
