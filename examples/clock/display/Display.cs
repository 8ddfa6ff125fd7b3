// SPDX-License-Identifier: BSD-2-Clause
namespace Components;

/// <summary>Writes the time whenever the clock says that it has changed.</summary>
[Component("display")]
[Uses<IClock>("rtc")]
internal partial struct Display
{
    public static void Notified(Channel channel)
    {
        if (Rtc.Now(out var time) != CallStatus.Answered)
        {
            return;
        }

        DebugConsole.Write("it is "u8);
        WriteTwoDigits(time.Hour);
        DebugConsole.Write(":"u8);
        WriteTwoDigits(time.Minute);
        DebugConsole.Write(":"u8);
        WriteTwoDigits(time.Second);
        DebugConsole.Write("\n"u8);
    }

    private static void WriteTwoDigits(byte value)
    {
        DebugConsole.WriteDecimal((uint)value / 10);
        DebugConsole.WriteDecimal((uint)value % 10);
    }
}
