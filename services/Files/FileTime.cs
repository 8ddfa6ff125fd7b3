// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>Times of files as FAT has them, date in the upper half, in steps of two seconds; here always UTC.</summary>
/// <remarks>Source: Microsoft FAT specification, August 2005, section 6.3.</remarks>
public static class FileTime
{
    private const long TicksPerSecond = 10_000_000;
    private const long EpochTicks = 621_355_968_000_000_000;
    private const int FirstYear = 1980;
    private const int LastYear = 2107;
    private const ulong FirstSecond = 315_532_800;
    private const ulong LastSecond = 4_354_819_198;

    /// <summary>The time of a number of seconds since 1970; what is earlier than 1980 becomes its beginning.</summary>
    public static uint FromSeconds(ulong seconds)
    {
        var time = new DateTime(EpochTicks + ((long)Math.Min(Math.Max(seconds, FirstSecond), LastSecond) * TicksPerSecond));
        var date = ((uint)(time.Year - FirstYear) << 9) | ((uint)time.Month << 5) | (uint)time.Day;
        return (date << 16) | ((uint)time.Hour << 11) | ((uint)time.Minute << 5) | ((uint)time.Second / 2);
    }

    /// <summary>Seconds since 1970; zero for what is no time.</summary>
    public static ulong ToSeconds(uint time)
    {
        var date = time >> 16;
        var year = (int)(date >> 9) + FirstYear;
        var month = (int)(date >> 5 & 0xf);
        var day = (int)(date & 0x1f);
        var hour = (int)(time >> 11 & 0x1f);
        var minute = (int)(time >> 5 & 0x3f);
        var second = (int)(time & 0x1f) * 2;
        var isDay = year <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (!isDay || hour > 23 || minute > 59 || second > 59)
        {
            return 0;
        }

        return (ulong)((new DateTime(year, month, day, hour, minute, second).Ticks - EpochTicks) / TicksPerSecond);
    }
}
