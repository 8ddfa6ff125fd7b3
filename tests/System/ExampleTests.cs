// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The described systems of examples/, booted, and what they write.</summary>
public sealed class ExampleTests
{
    private const int ChannelsOfTheHundred = 200;

    [Fact]
    public void Hello_says_hello()
    {
        using var guest = Boot("hello");

        guest.Expect("hello, world\n");
    }

    [Fact]
    public void Ping_and_pong_take_turns()
    {
        using var guest = Boot("ping-pong");

        for (var round = 1; round <= 5; round++)
        {
            guest.Expect($"ping {round}\npong {round}\n");
        }

        guest.Expect("ping: that was the last one\n");
        Assert.DoesNotContain("pong 6", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passive_server_answers_on_the_time_of_its_caller()
    {
        using var guest = Boot("passive-server");

        guest.Expect("adder: ready, and passive from now on\n");
        guest.Expect("asker: 12 + 30 = 42\n");
        guest.Expect("asker: 1000000 + 1 = 1000001\n");
        guest.Expect("asker: the adder counts 2 sums\n");
    }

    [Fact]
    public void A_parent_restarts_its_child_three_times()
    {
        using var guest = Boot("hierarchy");

        guest.Expect("parent: ready\n");
        for (var life = 1; life <= 3; life++)
        {
            guest.Expect($"crasher: life {life}\nparent: crasher stopped with a fault; restart {life}\n");
        }

        guest.Expect("crasher: life 4\nparent: crasher stopped with a fault; it stays stopped\n");
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_in_shared_memory_loses_nothing()
    {
        using var guest = Boot("queue");

        guest.Expect("consumer: 16 numbers, sum 136\n");
        guest.Expect("consumer: 100 numbers, sum 5050\nconsumer: done\n");
    }

    [Fact]
    public void The_interval_timer_ticks()
    {
        using var guest = Boot("timer-tick");

        guest.Expect("watch: 1 s\n");
        guest.Expect("watch: 2 s\n");
        guest.Expect("watch: 3 s\n");
    }

    [Fact]
    public void A_token_goes_around_a_hundred_components_twice()
    {
        using var guest = Boot("hundred");

        guest.Expect("node000: the token leaves\n");
        guest.Expect("node000: the token is back; now the long way\n");
        guest.Expect("node000: the token is back from the long way\n");
        Assert.Equal(ChannelsOfTheHundred, File.ReadLines(Path.Combine(BuildOutput.Root, "examples", "hundred", "hundred.system"))
            .Count(line => line.Contains("<channel>", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_clock_tells_the_time_each_second()
    {
        using var guest = Boot("clock");

        var first = Seconds(guest);
        var second = Seconds(guest);

        Assert.InRange((second - first + 60) % 60, 1, 3);
    }

    private static int Seconds(Guest guest)
    {
        var match = guest.ExpectMatch("it is ([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9])\n");
        return int.Parse(match.Groups[2].Value, global::System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Guest Boot(string name) => Guest.Start(Systems.Described(name));
}
