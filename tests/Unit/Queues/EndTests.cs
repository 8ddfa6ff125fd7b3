// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues;

/// <summary>Requests and completions between two ends, each of which may be started anew at any moment.</summary>
public sealed unsafe class EndTests
{
    private const int Capacity = 8;
    private const int Bytes = 2 * (QueueLayout.Elements + (Capacity * sizeof(uint)));

    [Fact]
    public void Requests_end_in_any_order_and_are_shown_in_theirs()
    {
        using var memory = new QueueMemory(Bytes);
        var client = Client(memory, false);
        var server = Server(memory, false);
        var tickets = new ushort[3];
        for (uint i = 0; i < 3; i++)
        {
            Assert.True(client.TryStart(i));
        }

        client.Flush();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(server.TryTake(out _, out tickets[i]));
        }

        server.Complete(tickets[2], 102);
        server.Complete(tickets[1], 101);
        server.Flush();
        Assert.False(client.TryTake(out _));
        server.Complete(tickets[0], 100);
        server.Flush();

        Assert.Equal([100u, 101, 102], TakeAll(ref client));
        Assert.Equal((0u, 0u), (server.Owed, client.UnderWay));
    }

    [Fact]
    public void What_is_not_owed_cannot_be_completed()
    {
        using var memory = new QueueMemory(Bytes);
        var client = Client(memory, false);
        var server = Server(memory, false);
        client.TryStart(1);
        client.Flush();
        Assert.True(server.TryTake(out _, out var ticket));

        server.Complete((ushort)(ticket + 1), 7);
        server.Complete((ushort)(ticket - 1), 7);
        server.Complete(ticket, 5);
        server.Complete(ticket, 6);
        server.Flush();

        Assert.Equal([5u], TakeAll(ref client));
        Assert.True(memory.IsIntact);
    }

    [Fact]
    public void A_server_takes_no_more_than_has_room_for_its_end()
    {
        using var memory = new QueueMemory(Bytes);
        var client = Client(memory, false);
        var server = Server(memory, false);
        for (uint i = 0; i < Capacity; i++)
        {
            Assert.True(client.TryStart(i));
        }

        Assert.False(client.TryStart(Capacity));
        client.Flush();
        for (var i = 0; i < Capacity; i++)
        {
            Assert.True(server.TryTake(out var request, out var ticket));
            server.Complete(ticket, request);
        }

        server.Flush();

        Assert.False(client.TryStart(Capacity));
        Assert.False(server.HasRoom);
        Assert.Equal(Capacity, TakeAll(ref client).Count);
        client.Flush();
        Assert.True(client.TryStart(Capacity));
        Assert.True(server.HasRoom);
    }

    [Fact]
    public void A_client_that_lives_anew_hears_nothing_of_what_its_earlier_life_asked()
    {
        using var memory = new QueueMemory(Bytes);
        var client = Client(memory, false);
        var server = Server(memory, false);
        client.TryStart(1);
        client.TryStart(2);
        client.Flush();

        client = Client(memory, true);
        Assert.True(client.IsSettling);
        Assert.True(client.TryStart(3));
        Assert.True(client.Flush());
        ServeAll(ref server);

        Assert.Equal([103u], TakeAll(ref client));
        Assert.False(client.IsSettling);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue - 20)]
    public void Every_request_has_one_completion_whoever_is_started_anew_and_when(uint start)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            using var memory = new QueueMemory(Bytes);
            foreach (var half in new[] { 0, Bytes / 2 })
            {
                memory[half + QueueLayout.Tail] = start;
                memory[half + QueueLayout.Head] = start;
            }

            Run(memory, new Random(seed));
        }
    }

    /// <summary>The client counts; of each number it must hear once, in order. Servers die with requests in every state.</summary>
    private static void Run(QueueMemory memory, Random random)
    {
        var client = Client(memory, false);
        var server = Server(memory, false);
        var taken = new List<(ushort Ticket, uint Request)>();
        uint asked = 0;
        uint heard = 0;
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    asked += client.TryStart(asked) ? 1u : 0;
                    break;
                case 2:
                    client.Flush();
                    break;
                case 3:
                    foreach (var completion in TakeAll(ref client))
                    {
                        Assert.Equal(heard + 100, completion);
                        heard++;
                    }

                    break;
                case 4:
                    if (server.TryTake(out var request, out var ticket))
                    {
                        taken.Insert(random.Next(taken.Count + 1), (ticket, request));
                    }

                    break;
                case 5 when taken.Count != 0:
                    server.Complete(taken[^1].Ticket, taken[^1].Request + 100);
                    taken.RemoveAt(taken.Count - 1);
                    break;
                case 6:
                    server.Flush();
                    break;
                case 7 when random.Next(4) == 0:
                    server = Server(memory, true);
                    taken.Clear();
                    break;
            }
        }

        server = Server(memory, true);
        client.Flush();
        ServeAll(ref server);
        heard += (uint)TakeAll(ref client).Count;
        client.Flush();
        ServeAll(ref server);
        heard += (uint)TakeAll(ref client).Count;
        Assert.Equal(asked, heard);
        Assert.True(memory.IsIntact);
    }

    private static void ServeAll(ref ServerEnd<uint, uint> server)
    {
        while (server.TryTake(out var request, out var ticket))
        {
            server.Complete(ticket, request + 100);
        }

        server.Flush();
    }

    private static List<uint> TakeAll(ref ClientEnd<uint, uint> client)
    {
        var all = new List<uint>();
        while (client.TryTake(out var completion))
        {
            all.Add(completion);
        }

        return all;
    }

    private static ClientEnd<uint, uint> Client(QueueMemory memory, bool hasLived) =>
        ClientEnd<uint, uint>.Attach(memory.Address, Bytes, hasLived);

    private static ServerEnd<uint, uint> Server(QueueMemory memory, bool hasLived) =>
        ServerEnd<uint, uint>.Attach(memory.Address, Bytes, hasLived);
}
