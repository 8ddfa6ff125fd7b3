// SPDX-License-Identifier: BSD-2-Clause
namespace Components;

/// <summary>Drives the clock of the PC: tells the time to who asks, and notifies the display each second.</summary>
/// <remarks>
/// Source of registers and bits: Motorola MC146818A data sheet. A register's number goes to port 0x70, its contents are at 0x71.
/// </remarks>
[Component("rtc")]
[Serves<IClock>]
internal partial struct Rtc
{
    private const ushort Index = 0x70;
    private const ushort Data = 0x71;

    private const byte Seconds = 0x00;
    private const byte Minutes = 0x02;
    private const byte Hours = 0x04;
    private const byte StatusA = 0x0a;
    private const byte StatusB = 0x0b;
    private const byte StatusC = 0x0c;

    private const byte UpdateInProgress = 0x80;
    private const byte InterruptAfterUpdate = 0x10;
    private const byte IsBinary = 0x04;
    private const byte Is24Hours = 0x02;
    private const byte Afternoon = 0x80;

    public static void Init()
    {
        Write(StatusB, (byte)(Read(StatusB) | InterruptAfterUpdate));
        TakeCause();
    }

    public static void Interrupted(Interrupt interrupt)
    {
        TakeCause();
        Display.Notify();
        interrupt.AcknowledgeDeferred();
    }

    private static Time Now()
    {
        // An update takes two milliseconds at most.
        while ((Read(StatusA) & UpdateInProgress) != 0)
        {
        }

        Time time;
        time.Hour = Hour(Read(Hours));
        time.Minute = Number(Read(Minutes));
        time.Second = Number(Read(Seconds));
        return time;
    }

    private static byte Hour(byte value)
    {
        if ((Read(StatusB) & Is24Hours) != 0)
        {
            return Number(value);
        }

        var hour = Number((byte)(value & ~Afternoon)) % 12;
        return (byte)((value & Afternoon) != 0 ? hour + 12 : hour);
    }

    /// <summary>The clock counts in decimal digits of four bits, unless its firmware told it otherwise.</summary>
    private static byte Number(byte value) =>
        (Read(StatusB) & IsBinary) != 0 ? value : (byte)(((value >> 4) * 10) + (value & 0xf));

    /// <summary>The clock interrupts again only after it was asked why it did.</summary>
    private static void TakeCause() => Read(StatusC);

    private static byte Read(byte register)
    {
        Registers.Write8(Index, register);
        return Registers.Read8(Data);
    }

    private static void Write(byte register, byte value)
    {
        Registers.Write8(Index, register);
        Registers.Write8(Data, value);
    }
}
