// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>Timer 0 of the machine's event timer block as a source of messages.</summary>
/// <remarks>Source: IA-PC HPET 1.0a, 2.3 (registers); Intel SDM 3A, 10.11 (message address and data).</remarks>
internal readonly unsafe struct EventTimer(ulong registers)
{
    private const ulong Physical = 0xfed0_0000;
    private const ulong Address = 0x50_0000_0000;

    private const int Capabilities = 0x00;
    private const int Configuration = 0x10;
    private const int Counter = 0xf0;
    private const int TimerConfiguration = 0x100;
    private const int Comparator = 0x108;
    private const int MessageRoute = 0x110;

    private const ulong Enabled = 1;
    private const ulong InterruptEnabled = 0x4;
    private const ulong Periodic = 0x8;
    private const ulong SetsPeriod = 0x40;
    private const ulong SendsMessages = 0x4000;
    private const ulong CanSendMessages = 0x8000;
    private const ulong MessageAddress = 0xfee0_0000;
    private const ulong FemtosecondsInMicrosecond = 1_000_000_000;

    private readonly ulong registers = registers;

    /// <summary>Maps the registers and stops the timer.</summary>
    public static EventTimer Take(ref Context c)
    {
        var frame = new Page(c.Slot());
        Check.Success(RootCNode.Retype(Root.FindDeviceAt(Physical), ObjectType.Page4K, 0, frame.Slot));
        Check.Success(frame.GetAddress(out var physical));
        Check.Equal(Physical, physical);
        c.MakeTables(Root.Space, Address);
        Check.Success(frame.Map(Root.Space, Address, CapRights.ReadWrite, VmAttributes.Uncacheable));
        var timer = new EventTimer(Address);
        timer.Stop();
        Check.That((timer.Read(TimerConfiguration) & CanSendMessages) != 0);
        return timer;
    }

    /// <summary>One message after a time.</summary>
    public void StartOnce(ulong microseconds, ulong vector)
    {
        SetRoute(vector);
        Write(TimerConfiguration, SendsMessages | InterruptEnabled);
        Write(Comparator, Read(Counter) + Ticks(microseconds));
        Write(Configuration, Enabled);
    }

    /// <summary>A message whenever a time has passed.</summary>
    public void StartPeriodic(ulong microseconds, ulong vector)
    {
        SetRoute(vector);
        var ticks = Ticks(microseconds);
        Write(TimerConfiguration, SendsMessages | InterruptEnabled | Periodic | SetsPeriod);
        Write(Comparator, Read(Counter) + ticks);
        Write(Comparator, ticks);
        Write(Configuration, Enabled);
    }

    /// <summary>No messages any more.</summary>
    public void Stop()
    {
        Write(TimerConfiguration, 0);
        Write(Configuration, 0);
    }

    private ulong Ticks(ulong microseconds) => microseconds * FemtosecondsInMicrosecond / (Read(Capabilities) >> 32);

    private void SetRoute(ulong vector) =>
        Write(MessageRoute, (MessageAddress << 32) | (vector + Limits.InterruptVectorOffset));

    private ulong Read(int register) => Volatile.Read(ref *(ulong*)(registers + (ulong)register));

    private void Write(int register, ulong value) => Volatile.Write(ref *(ulong*)(registers + (ulong)register), value);
}
