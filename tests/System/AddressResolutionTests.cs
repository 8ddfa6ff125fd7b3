// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;
using static Caprock.Tests.System.NeighbourWire;

namespace Caprock.Tests.System;

/// <summary>examples/neighbours: a component that does ARP for two clients of a network card.</summary>
public sealed class AddressResolutionTests : IDisposable
{
    private readonly NeighbourWire wire = new();
    private readonly Guest guest;

    /// <summary>Boots it, the other end of the wire being the test.</summary>
    public AddressResolutionTests()
    {
        guest = Guest.Start(Systems.Described("neighbours") with
        {
            ExtraArguments = wire.Arguments,
        });
        guest.Expect("echo1: ready\n", 40);
        guest.Expect("echo0: ready\n", 40);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        guest.Dispose();
        wire.Dispose();
    }

    [Fact]
    public void Who_asks_for_a_client_gets_the_address_of_that_client()
    {
        Assert.Equal(Answer(0), wire.Ask(OwnAddress, AddressOf(0)));
        Assert.Equal(Answer(1), wire.Ask(OwnAddress, AddressOf(1)));
        Assert.Equal(StationOf(0), wire.Ask([0, 0, 0, 0], AddressOf(0))!.AsSpan(22, 6).ToArray());
        Assert.Null(wire.Ask(OwnAddress, [10, 0, 2, 99], Silence));
        Assert.Null(wire.Ask(AddressOf(1), AddressOf(0), Silence));
        Assert.Null(wire.Ask(OwnAddress, [0, 0, 0, 0], Silence));
    }

    [Fact]
    public void Clients_send_to_whom_they_do_not_know_after_the_component_has_asked()
    {
        foreach (var client in new[] { 0, 1 })
        {
            byte[] stranger = [10, 0, 2, (byte)(70 + client)];
            wire.SendDatagram(client, stranger, "hello"u8);

            var question = wire.Take(frame => frame[13] == 6, 5000);
            Assert.Equal(QuestionOf(client, stranger), question);
            Assert.Null(wire.Take(frame => frame[13] == 0, Silence));
            wire.Send(AnswerTo(client, stranger));
            wire.AssertEcho(client, "hello"u8);

            wire.SendDatagram(client, stranger, "again"u8);
            wire.AssertEcho(client, "again"u8);
        }
    }

    [Fact]
    public void An_answer_to_one_client_and_its_datagrams_do_not_reach_the_other()
    {
        Assert.NotNull(wire.Ask(OwnAddress, AddressOf(0)));
        Assert.NotNull(wire.Ask(OwnAddress, AddressOf(1)));
        var before = wire.CountOf(1);
        for (var i = 0; i < 20; i++)
        {
            wire.SendDatagram(0, OwnAddress, "for the first"u8);
            wire.AssertEcho(0, "for the first"u8);
        }

        Assert.Equal(before + 1, wire.CountOf(1));
    }

    [Fact]
    public void A_flood_of_questions_reaches_no_client_and_what_was_known_stays_so()
    {
        Assert.NotNull(wire.Ask(OwnAddress, AddressOf(0)));
        var before = wire.CountOf(0);
        for (var i = 0; i < 2000; i++)
        {
            byte[] asker = [10, 0, 2, (byte)(100 + (i % 100))];
            wire.Send(Question(asker, (i & 1) == 0 ? AddressOf(1) : [10, 0, 2, 9]));
        }

        Assert.Equal(before + 1, wire.CountOf(0));
        wire.SendDatagram(0, OwnAddress, "still here"u8);
        wire.AssertEcho(0, "still here"u8);
        Assert.Equal(Answer(1), wire.Ask(OwnAddress, AddressOf(1)));
    }

    [Fact]
    public void Broadcasts_of_other_protocols_still_reach_every_client()
    {
        Assert.NotNull(wire.Ask(OwnAddress, AddressOf(0)));
        Assert.NotNull(wire.Ask(OwnAddress, AddressOf(1)));
        var before = (First: wire.CountOf(0), Second: wire.CountOf(1));
        wire.Broadcast();

        Assert.Equal((before.First + 2, before.Second + 2), (wire.CountOf(0), wire.CountOf(1)));
    }
}
