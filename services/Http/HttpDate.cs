// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Dates in header fields: "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, 5.6.7.</summary>
/// <remarks>The two obsolete forms, which nobody has sent for decades, are not read: such a condition counts as absent.</remarks>
internal static class HttpDate
{
    /// <summary>Bytes of a date.</summary>
    public const int Length = 29;

    private const long TicksPerSecond = 10_000_000;
    private const long EpochTicks = 621_355_968_000_000_000;
    private const ulong MostSeconds = 253_402_300_799;

    private static ReadOnlySpan<byte> Days => "SunMonTueWedThuFriSat"u8;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>Writes a number of seconds since 1970 as a date.</summary>
    public static void Write(Span<byte> text, ulong seconds)
    {
        var time = new DateTime(EpochTicks + ((long)Math.Min(seconds, MostSeconds) * TicksPerSecond));
        "Sun, 06 Nov 1994 08:49:37 GMT"u8.CopyTo(text);
        Days.Slice((int)time.DayOfWeek * 3, 3).CopyTo(text);
        Months.Slice((time.Month - 1) * 3, 3).CopyTo(text[8..]);
        var year = time.Year;
        WriteTwo(text[5..], time.Day);
        WriteTwo(text[12..], year / 100);
        WriteTwo(text[14..], year % 100);
        WriteTwo(text[17..], time.Hour);
        WriteTwo(text[20..], time.Minute);
        WriteTwo(text[23..], time.Second);
    }

    /// <summary>Reads a date; false when it is none. The day of the week may be any.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong seconds)
    {
        seconds = 0;
        if (text.Length != Length || text[3] != ',' || text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' '
            || text[19] != ':' || text[22] != ':' || !text.EndsWith(" GMT"u8))
        {
            return false;
        }

        var month = 1;
        while (month <= 12 && !Months.Slice((month - 1) * 3, 3).SequenceEqual(text.Slice(8, 3)))
        {
            month++;
        }

        var isDay = TryRead(text.Slice(5, 2), out var day) & TryRead(text.Slice(12, 4), out var year);
        var isTime = TryRead(text.Slice(17, 2), out var hour) & TryRead(text.Slice(20, 2), out var minute)
            & TryRead(text.Slice(23, 2), out var second);
        if (!isDay || year < 1970 || month > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        if (!isTime || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // A leap second is the next second.
        var time = new DateTime(year, month, day, hour, minute, Math.Min(second, 59));
        seconds = (ulong)((time.Ticks - EpochTicks) / TicksPerSecond) + (second == 60 ? 1ul : 0);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out int value)
    {
        var isNumber = Text.TryParseNumber(text, out var number);
        value = (int)number;
        return isNumber;
    }

    private static void WriteTwo(Span<byte> text, int value)
    {
        text[0] = (byte)('0' + (value / 10));
        text[1] = (byte)('0' + (value % 10));
    }
}
