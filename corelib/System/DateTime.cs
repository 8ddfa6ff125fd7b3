// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A date of the Gregorian calendar with a time of day, from year 1 to year 9999.</summary>
public readonly struct DateTime
{
    private const long TicksPerSecond = 10_000_000;
    private const int SecondsPerDay = 86_400;
    private const int DaysPerYear = 365;
    private const int DaysPer4Years = (4 * DaysPerYear) + 1;
    private const int DaysPer100Years = (25 * DaysPer4Years) - 1;
    private const int DaysPer400Years = (4 * DaysPer100Years) + 1;
    private const long MaxTicks = 3_155_378_975_999_999_999;

    private readonly long _ticks;

    /// <summary>A date by the number of ticks, of 100 nanoseconds, since the first of January of year 1.</summary>
    public DateTime(long ticks)
    {
        if (ticks is < 0 or > MaxTicks)
        {
            Panic.ArgumentOutOfRange();
        }

        _ticks = ticks;
    }

    /// <summary>A date by its parts.</summary>
    public DateTime(int year, int month, int day, int hour, int minute, int second)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            Panic.ArgumentOutOfRange();
        }

        int years = year - 1;
        int days = (years * DaysPerYear) + (years / 4) - (years / 100) + (years / 400) + day - 1;
        for (int before = 1; before < month; before++)
        {
            days += DaysInMonth(year, before);
        }

        _ticks = (((long)days * SecondsPerDay) + (((hour * 60) + minute) * 60) + second) * TicksPerSecond;
    }

    /// <summary>Ticks, of 100 nanoseconds, since the first of January of year 1.</summary>
    public long Ticks => _ticks;

    /// <summary>The year.</summary>
    public int Year => Split(out _, out _);

    /// <summary>The month, from 1.</summary>
    public int Month
    {
        get
        {
            Split(out int month, out _);
            return month;
        }
    }

    /// <summary>The day of the month, from 1.</summary>
    public int Day
    {
        get
        {
            Split(out _, out int day);
            return day;
        }
    }

    /// <summary>The hour.</summary>
    public int Hour => SecondOfDay / 3600;

    /// <summary>The minute.</summary>
    public int Minute => SecondOfDay / 60 % 60;

    /// <summary>The second.</summary>
    public int Second => SecondOfDay % 60;

    /// <summary>The day of the week. The first of January of year 1 is a Monday.</summary>
    public DayOfWeek DayOfWeek => (DayOfWeek)((Days + 1) % 7);

    private int Days => (int)(_ticks / TicksPerSecond / SecondsPerDay);

    private int SecondOfDay => (int)(_ticks / TicksPerSecond % SecondsPerDay);

    /// <summary>Whether a year has a 29th of February.</summary>
    public static bool IsLeapYear(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    /// <summary>Days of a month.</summary>
    public static int DaysInMonth(int year, int month)
    {
        if (month is < 1 or > 12)
        {
            Panic.ArgumentOutOfRange();
        }

        return month == 2 ? (IsLeapYear(year) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;
    }

    /// <summary>The year; and month and day, from 1.</summary>
    private int Split(out int month, out int day)
    {
        int rest = Days;
        int year = rest / DaysPer400Years * 400;
        rest %= DaysPer400Years;

        // The last day of a century, and of four years, belongs to it and does not begin the next.
        int centuries = Math.Min(rest / DaysPer100Years, 3);
        rest -= centuries * DaysPer100Years;
        year += (centuries * 100) + (rest / DaysPer4Years * 4);
        rest %= DaysPer4Years;
        int years = Math.Min(rest / DaysPerYear, 3);
        rest -= years * DaysPerYear;
        year += years + 1;
        month = 1;
        while (rest >= DaysInMonth(year, month))
        {
            rest -= DaysInMonth(year, month);
            month++;
        }

        day = rest + 1;
        return year;
    }
}
