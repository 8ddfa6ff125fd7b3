// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>The benchmark itself, in short: both subjects boot, answer every kind of load, and are counted.</summary>
public sealed class MeasurementTests
{
    private const string Configuration = "debug";

    private static readonly Row s_echo = new(Table.Echo, 64, 8);
    private static readonly Row s_streams = new(Table.Streams, StreamLoad.DataBytes, 10);
    private static readonly Row s_web = new(Table.Web, WebContent.SmallBytes, 16);

    [Fact]
    public void Caprock_answers_everything_and_its_instructions_and_interrupts_are_counted()
    {
        using var session = new Session(new CaprockGuest(Configuration), isShort: true);

        CheckCost(session.Measure(s_echo), 1_000, 12_000);
        CheckCost(session.Measure(s_echo with { Kind = Table.Window }), 1_000, 20_000);
        CheckCost(session.Measure(s_streams), 1_000, 12_000);
        CheckCost(session.Measure(s_web), 3_000, 30_000);
    }

    [Fact]
    public void Datagrams_at_a_rate_are_answered_and_a_rate_that_is_too_high_is_found_out()
    {
        using var session = new Session(new CaprockGuest(Configuration), isShort: true, isPaced: true);

        CheckCost(session.Measure(s_echo with { Kind = Table.Rate, Burst = 20_000 }), 3_000, 30_000);
        Assert.Throws<OverloadException>(() => session.Measure(s_echo with { Kind = Table.Rate, Burst = 5_000_000 }));
        CheckCost(session.Measure(s_echo with { Kind = Table.Rate, Burst = 10_000 }), 3_000, 30_000);
    }

    [Fact]
    public void Many_at_once_cost_less_each()
    {
        using var session = new Session(new CaprockGuest(Configuration), isShort: true);

        var alone = session.Measure(s_echo with { Burst = 1 });
        var together = session.Measure(s_echo with { Burst = 32 });

        Assert.True(together.Instructions * 2 < alone.Instructions, $"{together} {alone}");
        Assert.True(together.Interrupts * 4 < alone.Interrupts, $"{together} {alone}");
    }

    [Fact]
    public void After_many_datagrams_every_buffer_is_where_it_was() => LongRun.Run(64 * 512, Configuration);

    [LinuxFact]
    public void Linux_answers_echoes()
    {
        using var session = new Session(new LinuxGuest("m", Configuration), isShort: true);

        CheckCost(session.Measure(s_echo), 3_000, 40_000);
    }

    [LinuxFact]
    public void Linux_answers_web_requests()
    {
        using var session = new Session(new LinuxGuest("h", Configuration), isShort: true);

        CheckCost(session.Measure(s_web), 3_000, 60_000);
    }

    private static void CheckCost(Cost cost, ulong least, ulong most)
    {
        Assert.InRange(cost.Instructions, least, most);
        Assert.InRange(cost.Interrupts, 1ul, 3_000ul);
    }
}
