// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Clock.Protocol;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Drivers.Clock.Cmos;

/// <summary>Driver of the PC's real-time clock: it tells the time anew once a second, woken by the clock or by a timer.</summary>
/// <remarks>
/// Source of registers and bits: Motorola MC146818A data sheet. A register's number goes to port 0x70, its contents are at 0x71.
/// </remarks>
[Component]
internal partial struct CmosClock
{
    private const ushort Data = 1;

    private const byte Seconds = 0x00;
    private const byte Minutes = 0x02;
    private const byte Hours = 0x04;
    private const byte Day = 0x07;
    private const byte Month = 0x08;
    private const byte Year = 0x09;
    private const byte StatusA = 0x0a;
    private const byte StatusB = 0x0b;
    private const byte StatusC = 0x0c;

    private const byte UpdateInProgress = 0x80;
    private const byte InterruptAfterUpdate = 0x10;
    private const byte IsBinary = 0x04;
    private const byte Is24Hours = 0x02;
    private const byte Afternoon = 0x80;

    /// <summary>Two digits of a year mean 1970 to 2069.</summary>
    private const int FirstYear = 70;

    private const long TicksPerSecond = 10_000_000;
    private const long EpochTicks = 621_355_968_000_000_000;

    /// <summary>
    /// An update takes two milliseconds; a clock that is never ready is given up after many more reads than fit into them.
    /// </summary>
    private const int MostReads = 100_000;

    private const uint Timeout = 0;

    private const ulong Second = 1_000_000_000;

    public static void Init()
    {
        var wakers = Configuration.InterruptCount + Configuration.ChannelCount;
        if (Configuration.RegionCount != 1 || Configuration.PortsCount != 1 || wakers != 1)
        {
            Failure.Stop("a clock driver needs one region, one range of ports, and an interrupt or a timer"u8);
        }

        Tell();
        if (Configuration.InterruptCount != 0)
        {
            Write(StatusB, (byte)(Read(StatusB) | InterruptAfterUpdate));
            TakeCause();
        }
    }

    public static void Notified(Channel channel) => Tell();

    public static void Interrupted(Interrupt interrupt)
    {
        TakeCause();
        Tell();
        interrupt.AcknowledgeDeferred();
    }

    /// <summary>Reads the clock between two of its updates, and has itself woken in a second where it has no interrupt.</summary>
    private static void Tell()
    {
        for (var i = 0; i < MostReads; i++)
        {
            var second = Read(Seconds);
            if ((Read(StatusA) & UpdateInProgress) == 0 && TryTell() && second == Read(Seconds))
            {
                break;
            }
        }

        if (Configuration.ChannelCount != 0)
        {
            Wake();
        }
    }

    /// <summary>Tells the time; false when an update has begun meanwhile. Registers that make no date change nothing.</summary>
    private static bool TryTell()
    {
        var status = Read(StatusB);
        var year = Number(Read(Year), status);
        year += year < FirstYear ? 2000 : 1900;
        var month = Number(Read(Month), status);
        var day = Number(Read(Day), status);
        var hour = Hour(Read(Hours), status);
        var minute = Number(Read(Minutes), status);
        var second = Number(Read(Seconds), status);
        if ((Read(StatusA) & UpdateInProgress) != 0)
        {
            return false;
        }

        var isDay = year < 2000 + FirstYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (isDay && hour < 24 && minute < 60 && second < 60)
        {
            var time = new DateTime(year, month, day, hour, minute, second);
            ClockPage.Write(Configuration.Region(0), (ulong)((time.Ticks - EpochTicks) / TicksPerSecond));
        }

        return true;
    }

    private static void Wake()
    {
        var timer = Configuration.Channel(0);
        var status = TimerClient.Now(timer, out var now);
        if (status == CallStatus.Answered)
        {
            status = TimerClient.Set(timer, Timeout, now + Second);
        }

        if (status == CallStatus.Refused)
        {
            Failure.Stop("the timer does not take a timeout"u8);
        }
    }

    private static int Hour(byte value, byte status)
    {
        if ((status & Is24Hours) != 0)
        {
            return Number(value, status);
        }

        var hour = Number((byte)(value & ~Afternoon), status) % 12;
        return (value & Afternoon) != 0 ? hour + 12 : hour;
    }

    /// <summary>The clock counts in decimal digits of four bits, unless its firmware told it otherwise.</summary>
    private static int Number(byte value, byte status) => (status & IsBinary) != 0 ? value : ((value >> 4) * 10) + (value & 0xf);

    /// <summary>The clock interrupts again only after it was asked why it did.</summary>
    private static void TakeCause() => Read(StatusC);

    private static byte Read(byte register)
    {
        var ports = Configuration.Ports(0);
        ports.Write8(ports.First, register);
        return ports.Read8((ushort)(ports.First + Data));
    }

    private static void Write(byte register, byte value)
    {
        var ports = Configuration.Ports(0);
        ports.Write8(ports.First, register);
        ports.Write8((ushort)(ports.First + Data), value);
    }
}
