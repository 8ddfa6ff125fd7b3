// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>The machine's interval timer as a source of interrupts: channel 0, which arrives at pin 2 of the first I/O APIC.</summary>
/// <remarks>Source: Intel 8254 data sheet (control word, modes 0 and 2); ACPI 6.4, 5.2.12.5 (interrupt source override of IRQ 0).</remarks>
internal readonly struct IntervalTimer(IoPort ports)
{
    /// <summary>First port.</summary>
    public const ushort First = 0x40;

    /// <summary>Last port.</summary>
    public const ushort Last = 0x43;

    /// <summary>Pin of the first I/O APIC.</summary>
    public const ulong Pin = 2;

    /// <summary>Ticks of the timer in a millisecond.</summary>
    public const ulong TicksPerMillisecond = 1193;

    private const byte OneShot = 0x30;
    private const byte Periodic = 0x34;
    private const byte LatchChannel0 = 0x00;

    private readonly IoPort ports = ports;

    /// <summary>Takes the ports.</summary>
    public static IntervalTimer Take(ref Context c)
    {
        var slot = c.Slot();
        Check.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(First, Last, c.Node, slot, RootCNode.FullDepth));
        return new IntervalTimer(new IoPort(slot));
    }

    /// <summary>One interrupt after a number of ticks.</summary>
    public void StartOnce(ulong ticks) => Start(OneShot, ticks);

    /// <summary>An interrupt whenever a number of ticks has passed.</summary>
    public void StartPeriodic(ulong ticks) => Start(Periodic, ticks);

    /// <summary>No interrupts any more: mode 0 without a count does not begin to count.</summary>
    public void Stop() => Check.Success(ports.Out8(Last, OneShot));

    /// <summary>The present count.</summary>
    public ulong Count()
    {
        Check.Success(ports.Out8(Last, LatchChannel0));
        Check.Success(ports.In8(First, out var low));
        Check.Success(ports.In8(First, out var high));
        return low | ((ulong)high << 8);
    }

    private void Start(byte mode, ulong ticks)
    {
        Check.Success(ports.Out8(Last, mode));
        Check.Success(ports.Out8(First, ticks & 0xff));
        Check.Success(ports.Out8(First, (ticks >> 8) & 0xff));
    }
}
