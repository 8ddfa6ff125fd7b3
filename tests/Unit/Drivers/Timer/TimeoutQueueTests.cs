// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Hpet;

namespace Caprock.Tests.Unit.Drivers.Timer;

/// <summary>The timeouts of a timer's clients.</summary>
public sealed class TimeoutQueueTests
{
    private TimeoutQueue queue;

    [Fact]
    public void The_earliest_comes_first()
    {
        queue.Set(3, 30);
        queue.Set(1, 10);
        queue.Set(2, 20);

        Assert.Equal([1, 2, 3], Drain());
    }

    [Fact]
    public void A_timeout_that_is_set_again_moves()
    {
        queue.Set(1, 10);
        queue.Set(2, 20);
        queue.Set(1, 30);

        Assert.Equal(2, queue.Count);
        Assert.Equal([2, 1], Drain());
    }

    [Fact]
    public void Cancelling_what_is_not_set_changes_nothing()
    {
        queue.Set(1, 10);
        queue.Cancel(2);

        Assert.False(queue.IsSet(2));
        Assert.Equal([1], Drain());
    }

    [Fact]
    public void All_there_can_be_fit()
    {
        for (var i = 0; i < TimeoutQueue.Length; i++)
        {
            queue.Set(i, (ulong)(TimeoutQueue.Length - i));
        }

        Assert.Equal(Enumerable.Range(0, TimeoutQueue.Length).Reverse(), Drain());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_set_and_cancelled_it_agrees_with_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var expected = new Dictionary<int, ulong>();
        for (var i = 0; i < 50_000; i++)
        {
            var number = random.Next(100);
            switch (random.Next(3))
            {
                case 0:
                    queue.Cancel(number);
                    expected.Remove(number);
                    break;
                case 1:
                    var deadline = (ulong)random.Next(50);
                    queue.Set(number, deadline);
                    expected[number] = deadline;
                    break;
                default:
                    if (queue.Count > 0)
                    {
                        expected.Remove(queue.First);
                        queue.Cancel(queue.First);
                    }

                    break;
            }

            Assert.Equal(expected.Count, queue.Count);
            Assert.Equal(expected.ContainsKey(number), queue.IsSet(number));
            if (expected.Count > 0)
            {
                Assert.Equal(expected.Values.Min(), queue.Deadline(queue.First));
                Assert.Equal(expected[queue.First], queue.Deadline(queue.First));
            }
        }
    }

    private List<int> Drain()
    {
        List<int> numbers = [];
        while (queue.Count > 0)
        {
            numbers.Add(queue.First);
            queue.Cancel(queue.First);
        }

        return numbers;
    }
}
