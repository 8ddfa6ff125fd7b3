// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Services.Files;

namespace Caprock.Tests.Unit.Drivers.Clock;

/// <summary>Times as files have them, and through them the core library's calendar, which is compiled here instead of .NET's.</summary>
public sealed class CalendarTests
{
    private const ulong Day = 86_400;

    [Fact]
    public void Every_day_from_1980_to_2107_is_the_day_that_dotnet_says_and_comes_back()
    {
        var first = new DateOnly(1980, 1, 1);
        var last = new DateOnly(2107, 12, 31);
        var random = new Random(1);
        for (var day = first; ; day = day.AddDays(1))
        {
            var seconds = ((ulong)(day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day) + (ulong)random.Next((int)Day);
            var wanted = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
            var time = FileTime.FromSeconds(seconds);

            Assert.Equal((day.Year - 1980, day.Month, day.Day), ((int)(time >> 25), (int)(time >> 21 & 15), (int)(time >> 16 & 31)));
            Assert.Equal(
                (wanted.Hour, wanted.Minute, wanted.Second / 2), ((int)(time >> 11 & 31), (int)(time >> 5 & 63), (int)(time & 31)));
            Assert.Equal(seconds & ~1ul, FileTime.ToSeconds(time));
            if (day == last)
            {
                break;
            }
        }
    }

    [Fact]
    public void The_core_librarys_calendar_is_dotnets()
    {
        for (var day = 0; day <= DateOnly.MaxValue.DayNumber; day += 13)
        {
            var wanted = DateOnly.FromDayNumber(day);
            var date = new DateTime(day * TimeSpan.TicksPerDay);

            Assert.Equal((wanted.Year, wanted.Month, wanted.Day), (date.Year, date.Month, date.Day));
            Assert.Equal((int)wanted.DayOfWeek, (int)date.DayOfWeek);
            Assert.Equal(date.Ticks, new DateTime(date.Year, date.Month, date.Day, 0, 0, 0).Ticks);
        }
    }

    [Theory]
    [InlineData(1, 12, 31)]
    [InlineData(4, 12, 31)]
    [InlineData(100, 12, 31)]
    [InlineData(400, 12, 31)]
    [InlineData(2000, 2, 29)]
    [InlineData(9999, 12, 31)]
    public void The_last_day_of_a_cycle_belongs_to_it(int year, int month, int day)
    {
        var date = new DateTime(year, month, day, 23, 59, 59);

        Assert.Equal(new DateOnly(year, month, day).DayNumber, date.Ticks / TimeSpan.TicksPerDay);
        Assert.Equal((year, month, day, 23, 59, 59), (date.Year, date.Month, date.Day, date.Hour, date.Minute, date.Second));
    }

    [Fact]
    public void A_day_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(2100, 2, 29, 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(2000, 13, 1, 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(-1));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xffff_ffffu)]
    [InlineData(0x0060_0000u)]
    [InlineData(0x0021_c000u)]
    public void What_is_no_time_is_told(uint time) => Assert.Equal(0ul, FileTime.ToSeconds(time));

    [Theory]
    [InlineData(0ul, "1980-01-01 00:00:00")]
    [InlineData(ulong.MaxValue, "2107-12-31 23:59:58")]
    public void Times_outside_become_the_first_or_the_last(ulong seconds, string wanted) =>
        Assert.Equal(
            DateTimeOffset.Parse(wanted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds(),
            (long)FileTime.ToSeconds(FileTime.FromSeconds(seconds)));
}
