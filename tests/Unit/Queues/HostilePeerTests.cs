// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues;

/// <summary>A queue whose peer writes whatever it likes, wherever it can.</summary>
public sealed class HostilePeerTests
{
    private const int Capacity = 8;
    private const int Bytes = QueueLayout.Elements + (Capacity * sizeof(ulong));

    private static readonly uint[] s_suspicious = [0, 1, Capacity - 1, Capacity, Capacity + 1, 0x7fff_ffff, 0x8000_0000, uint.MaxValue];

    [Theory]
    [InlineData(Capacity + 1u)]
    [InlineData(0x8000_0000u)]
    [InlineData(uint.MaxValue)]
    public void A_wrong_tail_is_an_empty_queue_until_it_is_right_again(uint tail)
    {
        using var memory = new QueueMemory(Bytes);
        var consumer = memory.Consumer<ulong>();
        memory[QueueLayout.Tail] = tail;

        Assert.False(consumer.TryTake(out _));
        Assert.Equal(0, consumer.Take(new ulong[32]));
        Assert.True(consumer.MayWait());

        memory[QueueLayout.Tail] = 1;
        Assert.True(consumer.TryTake(out _));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(0x8000_0000u)]
    [InlineData(uint.MaxValue - Capacity)]
    public void A_wrong_head_is_a_full_queue_until_it_is_right_again(uint head)
    {
        using var memory = new QueueMemory(Bytes);
        var producer = memory.Producer<ulong>();
        memory[QueueLayout.Head] = head;

        Assert.False(producer.TryPut(1));
        Assert.Equal(0, producer.Put(new ulong[32]));
        Assert.True(producer.MayWait(1));

        memory[QueueLayout.Head] = 0;
        Assert.True(producer.TryPut(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Garbage_costs_only_the_queue_it_is_in(int seed)
    {
        var random = new Random(seed);
        using var memory = new QueueMemory(Bytes);
        using var others = new QueueMemory(Bytes);
        var consumer = memory.Consumer<ulong>();
        var producer = memory.Producer<ulong>();
        var otherConsumer = others.Consumer<ulong>();
        var otherProducer = others.Producer<ulong>();
        for (var i = 0; i < 200_000; i++)
        {
            memory[random.Next(Bytes / sizeof(uint)) * sizeof(uint)] =
                random.Next(2) == 0 ? s_suspicious[random.Next(s_suspicious.Length)] : (uint)random.NextInt64();
            var taken = 0;
            while (consumer.TryTake(out var _))
            {
                taken++;
            }

            consumer.Release();
            consumer.MayWait();
            Assert.InRange(taken, 0, Capacity);
            var put = 0;
            while (producer.TryPut((ulong)i))
            {
                put++;
            }

            producer.Publish();
            producer.MayWait((uint)random.NextInt64());
            Assert.InRange(put, 0, Capacity);

            Assert.True(otherProducer.TryPut((ulong)i));
            otherProducer.Publish();
            Assert.True(otherConsumer.TryTake(out var element));
            otherConsumer.Release();
            Assert.Equal((ulong)i, element);
        }

        Assert.True(memory.IsIntact);
        Assert.True(others.IsIntact);
    }

    [Fact]
    public void Wrong_indices_at_the_start_are_survived()
    {
        foreach (var tail in s_suspicious)
        {
            foreach (var head in s_suspicious)
            {
                using var memory = new QueueMemory(Bytes);
                memory[QueueLayout.Tail] = tail;
                memory[QueueLayout.Head] = head;
                var consumer = memory.Consumer<ulong>();
                var producer = memory.Producer<ulong>();

                Assert.InRange(consumer.Take(new ulong[32]), 0, Capacity);
                Assert.InRange(producer.Put(new ulong[32]), 0, Capacity);
                Assert.True(memory.IsIntact);
            }
        }
    }
}
