// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Hpet;

namespace Caprock.Tests.Unit.Drivers.Timer;

/// <summary>Between counts and nanoseconds.</summary>
public sealed class TimeScaleTests
{
    public static TheoryData<ulong> Periods => new([10_000_000ul, 69_841_279ul, 100_000_000ul, 41_666_667ul, 1_000_000ul]);

    [Theory]
    [MemberData(nameof(Periods))]
    public void The_count_of_a_time_is_the_first_at_which_it_has_come(ulong period)
    {
        var scale = new TimeScale(period);
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var time = (ulong)random.NextInt64() >> random.Next(2, 63);

            var count = scale.ToCount(time);

            Assert.True(scale.ToNanoseconds(count) >= time);
            Assert.True(count == 0 || scale.ToNanoseconds(count - 1) < time);
        }
    }

    [Theory]
    [MemberData(nameof(Periods))]
    public void Nanoseconds_are_exact(ulong period)
    {
        var random = new Random(2);
        for (var i = 0; i < 10_000; i++)
        {
            var count = (ulong)random.NextInt64() >> random.Next(8, 63);

            Assert.Equal((ulong)((UInt128)count * period / 1_000_000), new TimeScale(period).ToNanoseconds(count));
        }
    }

    [Fact]
    public void A_time_that_never_comes_is_the_latest_one()
    {
        var scale = new TimeScale(10_000_000);

        Assert.Equal(scale.ToCount(TimeScale.Latest), scale.ToCount(ulong.MaxValue));
    }
}
