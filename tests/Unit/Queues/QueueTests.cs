// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues;

/// <summary>A queue between two that keep to the rules.</summary>
public sealed class QueueTests
{
    private const int EightWords = QueueLayout.Elements + (8 * sizeof(uint));

    [Theory]
    [InlineData(0, 4, 0u)]
    [InlineData(128, 4, 0u)]
    [InlineData(131, 4, 0u)]
    [InlineData(132, 4, 1u)]
    [InlineData(128 + 28, 4, 4u)]
    [InlineData(4096, 1, 2048u)]
    [InlineData(4096, 16, 128u)]
    [InlineData(1L << 40, 1, 1u << 30)]
    public void Capacity_is_the_largest_power_of_two_that_fits(long bytes, int elementBytes, uint capacity) =>
        Assert.Equal(capacity, QueueLayout.Capacity((ulong)bytes, elementBytes));

    [Fact]
    public void Elements_come_out_in_order_and_only_after_they_were_published()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();

        Assert.True(producer.TryPut(1));
        Assert.True(producer.TryPut(2));
        Assert.False(consumer.TryTake(out _));
        producer.Publish();

        Assert.True(consumer.TryTake(out var first));
        Assert.True(consumer.TryTake(out var second));
        Assert.False(consumer.TryTake(out _));
        Assert.Equal((1u, 2u), (first, second));
    }

    [Fact]
    public void A_full_queue_takes_nothing_until_room_was_given_back()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        uint[] elements = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal(8, producer.Put(elements));
        Assert.False(producer.TryPut(9));
        producer.Publish();
        Assert.True(consumer.TryTake(out _));
        Assert.False(producer.TryPut(9));

        consumer.Release();

        Assert.True(producer.TryPut(9));
        Assert.False(producer.TryPut(10));
        Assert.True(memory.IsIntact);
    }

    [Fact]
    public void Only_the_first_element_after_a_request_is_signalled()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        Assert.True(consumer.MayWait());

        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => PutAndPublish()));
        while (consumer.TryTake(out var _))
        {
        }

        Assert.False(PutAndPublish());
        Assert.False(consumer.MayWait());
        Assert.True(consumer.TryTake(out _));
        Assert.True(consumer.MayWait());
        Assert.True(PutAndPublish());

        bool PutAndPublish() => producer.TryPut(0) && producer.Publish();
    }

    [Fact]
    public void A_producer_is_signalled_once_there_is_as_much_room_as_it_wants()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        producer.Put(new uint[8]);
        producer.Publish();
        Assert.True(producer.MayWait(3));

        Assert.Equal([false, false, true, false, false], Enumerable.Range(0, 5).Select(_ => TakeAndRelease()));
        Assert.False(producer.MayWait(5));
        Assert.True(producer.MayWait(6));

        bool TakeAndRelease() => consumer.TryTake(out var _) && consumer.Release();
    }

    [Fact]
    public void A_consumer_is_signalled_once_there_are_as_many_elements_as_it_wants()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        Assert.True(consumer.MayWait(3));
        Assert.Equal((false, true), (producer.IsAwaited(2), producer.IsAwaited(3)));

        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(_ => producer.TryPut(0) && producer.Publish()));
        Assert.False(producer.IsAwaited(8));
        Assert.False(consumer.MayWait(4));
        Assert.True(consumer.MayWait(uint.MaxValue));
        Assert.Equal((false, true), (producer.IsAwaited(3), producer.IsAwaited(4)));
    }

    [Fact]
    public void Indices_pass_the_end_of_their_range()
    {
        using var memory = new QueueMemory(EightWords);
        memory[QueueLayout.Tail] = memory[QueueLayout.Head] = uint.MaxValue - 3;
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        for (uint i = 0; i < 20; i++)
        {
            Assert.True(consumer.MayWait());
            Assert.True(producer.TryPut(i));
            Assert.True(producer.Publish());
            Assert.True(consumer.TryTake(out var element));
            Assert.Equal(i, element);
            consumer.Release();
        }
    }

    [Fact]
    public void Whoever_is_started_anew_goes_on_where_it_was()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        producer.Put([1, 2, 3]);
        producer.Publish();
        consumer.TryTake(out _);
        consumer.Release();
        consumer.TryTake(out _);

        producer = memory.Producer<uint>();
        consumer = memory.Consumer<uint>();
        producer.Put([4]);
        producer.Publish();

        Span<uint> left = new uint[8];
        Assert.Equal(3, consumer.Take(left));
        Assert.Equal([2u, 3u, 4u], left[..3].ToArray());
    }

    [Fact]
    public void Memory_without_room_for_an_element_is_a_queue_that_never_has_one()
    {
        using var memory = new QueueMemory(64);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();

        Assert.False(producer.TryPut(1));
        Assert.Equal(0, producer.Put([1]));
        Assert.False(consumer.TryTake(out _));
        Assert.True(producer.MayWait(1));
        Assert.True(consumer.MayWait());
        Assert.True(memory.IsIntact);
    }

    [Fact]
    public void Two_threads_pass_many_elements_on()
    {
        using var memory = new QueueMemory(QueueLayout.Elements + (64 * sizeof(uint)));
        const uint Count = 100_000;
        var producer = memory.Producer<uint>();
        var thread = new Thread(() =>
        {
            for (uint i = 0; i < Count;)
            {
                if (producer.TryPut(i))
                {
                    i++;
                }
                else
                {
                    Thread.Yield();
                }

                producer.Publish();
            }
        });
        thread.Start();
        var consumer = memory.Consumer<uint>();
        for (uint i = 0; i < Count;)
        {
            if (!consumer.TryTake(out var element))
            {
                consumer.Release();
                Thread.Yield();
                continue;
            }

            Assert.Equal(i, element);
            i++;
        }

        thread.Join();
    }

    [Fact]
    public void What_was_taken_and_not_released_stays_for_a_later_life()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        uint[] elements = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Equal(8, producer.Put(elements));
        producer.Publish();
        Assert.Equal(5, consumer.Take(new uint[5]));

        consumer.ReleaseTo(2);

        Assert.Equal(2u, producer.CountFree());
        Assert.Equal((5u, 8u), (consumer.Position, producer.Position));
        Assert.Equal(3u, producer.Read(2));
        var later = memory.ConsumerAt<uint>(2);
        Assert.True(later.TryTake(out var again));
        Assert.Equal(3u, again);
        var knowing = memory.ConsumerAt<uint>(6);
        Assert.True(knowing.TryTake(out var next));
        Assert.Equal(7u, next);
        Assert.True(memory.IsIntact);
    }

    [Fact]
    public void Releasing_tells_to_signal_when_it_passes_what_the_producer_waits_for()
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        var consumer = memory.Consumer<uint>();
        Assert.Equal(8, producer.Put(new uint[8]));
        producer.Publish();
        Assert.Equal(8, consumer.Take(new uint[8]));
        Assert.True(producer.MayWait(3));

        Assert.False(consumer.ReleaseTo(2));
        Assert.True(consumer.ReleaseTo(4));
        Assert.False(consumer.ReleaseTo(8));
    }

    [Theory]
    [InlineData(9u)]
    [InlineData(0x8000_0000u)]
    [InlineData(uint.MaxValue)]
    public void A_position_that_cannot_be_makes_the_queue_look_empty(uint position)
    {
        using var memory = new QueueMemory(EightWords);
        var producer = memory.Producer<uint>();
        Assert.Equal(8, producer.Put(new uint[8]));
        producer.Publish();

        var consumer = memory.ConsumerAt<uint>(position);

        Assert.False(consumer.TryTake(out _));
    }
}
