// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>The arithmetic of refills, on contexts that are charged directly.</summary>
public sealed unsafe class RefillTests : IDisposable
{
    private const int SizeBits = 8;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(7, 2)]
    [InlineData(8, 10)]
    [InlineData(9, 26)]
    public void The_size_of_the_object_decides_how_many_refills_there_can_be(int sizeBits, ulong expected) =>
        Assert.Equal(expected, Refills.Capacity(sizeBits));

    [Fact]
    public void What_was_used_comes_back_one_period_after_it_became_usable()
    {
        SchedContext* context = Make(1_000, 10_000, 10);
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        Refills.Charge(context, World.Ticks(300));
        Assert.Equal((World.Ticks(700), 2), (Refills.Head(context)->AmountTicks, context->RefillCount));
        Refill* returned = Refills.Head(context) + 1;
        Assert.Equal((start + World.Ticks(10_000), World.Ticks(300)), (returned->ReleaseTimeTicks, returned->AmountTicks));
    }

    [Fact]
    public void Without_room_for_another_refill_what_was_used_joins_the_last_one()
    {
        SchedContext* context = Make(1_000, 10_000, 2);
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        Refills.Charge(context, World.Ticks(300));
        Refills.Charge(context, World.Ticks(200));
        Refill* head = Refills.Head(context);
        Assert.Equal((start + World.Ticks(500), World.Ticks(500)), (head->ReleaseTimeTicks, head->AmountTicks));
        Refill* last = head + 1;
        Assert.Equal((start + World.Ticks(10_300 - 300), World.Ticks(500)), (last->ReleaseTimeTicks, last->AmountTicks));
    }

    [Fact]
    public void Without_room_for_another_refill_the_last_one_waits_to_end_when_the_added_one_would()
    {
        SchedContext* context = Make(1_000, 10_000, 2);
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        Refills.Charge(context, World.Ticks(300));
        scheduler->NowTicks = start + World.Ticks(4_000);
        Refills.Unblock(context);
        Refills.Charge(context, World.Ticks(200));
        Refill* last = Refills.Head(context) + 1;
        Assert.Equal((start + World.Ticks(14_000 - 300), World.Ticks(500)), (last->ReleaseTimeTicks, last->AmountTicks));
    }

    [Fact]
    public void A_rest_that_is_too_short_waits_for_the_next_refill()
    {
        SchedContext* context = Make(1_000, 10_000, 2);
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        ulong rest = Machine.State->Scheduler.MinimumBudgetTicks - 1;
        Refills.Charge(context, World.Ticks(300));
        Refills.Charge(context, World.Ticks(700) - rest);
        Assert.Equal(start + World.Ticks(10_000) - rest, Refills.Head(context)->ReleaseTimeTicks);
        Assert.Equal(World.Ticks(1_000), Total(context));
    }

    [Fact]
    public void A_round_robin_context_is_full_again_when_used_up()
    {
        SchedContext* context = Make(1_000, 1_000, 2);
        Refills.Charge(context, World.Ticks(400));
        Assert.Equal(World.Ticks(600), Refills.Head(context)->AmountTicks);
        Refills.Charge(context, World.Ticks(600));
        Assert.Equal(World.Ticks(1_000), Refills.Head(context)->AmountTicks);
        Assert.True(Refills.IsReleased(context));
    }

    [Fact]
    public void An_overrun_of_the_whole_budget_delays_the_next_use()
    {
        SchedContext* context = Make(1_000, 10_000, 4);
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        Refills.Charge(context, World.Ticks(2_500));
        Assert.True(Refills.Head(context)->ReleaseTimeTicks >= start + World.Ticks(10_000));
        Assert.Equal(World.Ticks(1_000), Total(context));
    }

    [Fact]
    public void An_overrun_of_more_than_the_whole_budget_delays_all_refills_and_they_stay_apart()
    {
        SchedContext* context = Make(1_000, 10_000, 10);
        ulong start = Refills.Head(context)->ReleaseTimeTicks;
        Refills.Charge(context, World.Ticks(300));
        Machine.State->Scheduler.NowTicks = start + World.Ticks(4_000);
        Refills.Unblock(context);
        Refills.Charge(context, World.Ticks(200));
        Refills.Charge(context, World.Ticks(5_500));
        CheckInvariants(context, World.Ticks(1_000));
        Assert.True(Refills.Head(context)->ReleaseTimeTicks >= start + World.Ticks(24_000));
    }

    /// <summary>A thread that always wants to run starts a little late and is stopped a little late, by random amounts.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Small_overruns_do_not_cost_a_whole_period(int seed) => AssertLittleIsLost(seed, isChargedInBetween: false);

    /// <summary>The same thread, whose use is charged at a random moment in between as well.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Charges_in_between_do_not_cost_a_whole_period(int seed) => AssertLittleIsLost(seed, isChargedInBetween: true);

    /// <summary>A thread that runs and blocks at random times.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(10, 4)]
    public void No_stretch_of_one_period_sees_more_than_the_budget(int refills, int seed)
    {
        var random = new Random(seed);
        SchedContext* context = Make(2_000, 10_000, (ulong)refills);
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong budget = context->BudgetTicks;
        var uses = new List<(ulong Start, ulong Amount)>();
        for (int i = 0; i < 2_000; i++)
        {
            ulong idle = World.Ticks((ulong)random.Next(3_000));
            scheduler->NowTicks = Math.Max(scheduler->NowTicks + idle, Refills.Head(context)->ReleaseTimeTicks);
            Refills.Unblock(context);
            ulong used = Math.Min(Refills.Head(context)->AmountTicks, World.Ticks((ulong)random.Next(1, 2_000)));
            uses.Add((scheduler->NowTicks, used));
            scheduler->NowTicks += used;
            Refills.Charge(context, used);
            Assert.Equal(budget, Total(context));
        }

        for (int first = 0; first < uses.Count; first++)
        {
            ulong start = uses[first].Start;
            ulong end = start + context->PeriodTicks;
            ulong total = 0;
            for (int i = first; i < uses.Count && uses[i].Start < end; i++)
            {
                total += Math.Min(uses[i].Amount, end - uses[i].Start);
            }

            Assert.True(total <= budget, $"{total} of {budget} from {start}");
        }
    }

    [Fact]
    public void A_context_that_was_not_configured_is_not_released()
    {
        ulong context = world.Make(ObjectType.SchedContext, SizeBits);
        Assert.False(Refills.IsReleased((SchedContext*)world.CapabilityAt(context).ObjectAddress));
    }

    /// <summary>Runs and pauses at random; checks invariants after each step.</summary>
    /// <remarks>Constant bandwidth keeps to the budget in every window of one period. A sporadic context that is kept from
    /// running may catch up, as a periodic task may: it keeps to one budget for each period begun.</remarks>
    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(3, 5, false)]
    [InlineData(4, 5, true)]
    [InlineData(5, 10, false)]
    [InlineData(6, 10, true)]
    public void No_period_sees_more_than_the_budget(int seed, int maximum, bool isSporadic)
    {
        const ulong Budget = 1_000;
        const ulong Period = 5_000;
        var random = new Random(seed);
        SchedContext* context = Make(Budget, Period, (ulong)maximum);
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong start = scheduler->NowTicks;
        var runs = new List<(ulong Start, ulong End)>();
        for (int step = 0; step < 3_000; step++)
        {
            scheduler->NowTicks += World.Ticks((ulong)random.Next(400));
            if (!isSporadic)
            {
                Refills.Unblock(context);
            }

            if (Refills.Head(context)->ReleaseTimeTicks > scheduler->NowTicks)
            {
                continue;
            }

            ulong available = Refills.Head(context)->AmountTicks;
            ulong used = random.Next(2) == 0 ? available : (ulong)random.NextInt64((long)available) + 1;
            runs.Add((scheduler->NowTicks, scheduler->NowTicks + used));
            scheduler->NowTicks += used;
            Refills.Charge(context, used);
            CheckInvariants(context, World.Ticks(Budget));
        }

        if (isSporadic)
        {
            CheckPeriods(runs, start, World.Ticks(Period), World.Ticks(Budget));
        }
        else
        {
            CheckWindows(runs, World.Ticks(Period), World.Ticks(Budget));
        }

        ulong total = runs.Aggregate(0ul, (sum, run) => sum + run.End - run.Start);
        Assert.True(total > World.Ticks(Budget));
    }

    /// <summary>A thread that always wants to run, a little late each time, has its budget in all but two periods.</summary>
    private void AssertLittleIsLost(int seed, bool isChargedInBetween)
    {
        const int Periods = 200;
        var random = new Random(seed);
        SchedContext* context = Make(2_000, 10_000, 2);
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong start = scheduler->NowTicks;
        ulong total = 0;
        while (scheduler->NowTicks - start < Periods * World.Ticks(10_000))
        {
            scheduler->NowTicks = Math.Max(scheduler->NowTicks, Refills.Head(context)->ReleaseTimeTicks) + (ulong)random.Next(10);
            Refills.Unblock(context);
            ulong left = Refills.Head(context)->AmountTicks;
            ulong part = 0;
            if (isChargedInBetween)
            {
                part = (ulong)random.NextInt64((long)left);
                scheduler->NowTicks += part;
                Refills.Charge(context, part);
            }

            ulong rest = left - part + (ulong)random.Next(10);
            scheduler->NowTicks += rest;
            Refills.Charge(context, rest);
            total += part + rest;
        }

        Assert.InRange(total, (Periods - 2) * World.Ticks(2_000), (Periods + 2) * World.Ticks(2_000));
    }

    private SchedContext* Make(ulong budget, ulong period, ulong maximum)
    {
        var context = (SchedContext*)world.CapabilityAt(world.Make(ObjectType.SchedContext, SizeBits)).ObjectAddress;
        Refills.Configure(context, World.Ticks(budget), World.Ticks(period), maximum);
        return context;
    }

    private static List<Refill> Ring(SchedContext* context)
    {
        var first = (Refill*)((byte*)context + SchedContext.HeaderBytes);
        return Enumerable.Range(0, context->RefillCount)
            .Select(i => first[(context->RefillHead + i) % context->RefillMaximum]).ToList();
    }

    private static ulong Total(SchedContext* context) => Ring(context).Aggregate(0ul, (sum, refill) => sum + refill.AmountTicks);

    private static void CheckInvariants(SchedContext* context, ulong budget)
    {
        List<Refill> ring = Ring(context);
        Assert.InRange(ring.Count, 1, context->RefillMaximum);
        Assert.Equal(budget, Total(context));
        Assert.True(ring[0].AmountTicks >= Machine.State->Scheduler.MinimumBudgetTicks);
        Assert.All(
            ring.Zip(ring.Skip(1)),
            pair => Assert.True(pair.First.ReleaseTimeTicks + pair.First.AmountTicks <= pair.Second.ReleaseTimeTicks));
    }

    private static void CheckPeriods(List<(ulong Start, ulong End)> runs, ulong start, ulong period, ulong budget)
    {
        ulong used = 0;
        foreach ((ulong runStart, ulong runEnd) in runs)
        {
            used += runEnd - runStart;
            Assert.True(used <= budget * (((runEnd - start) / period) + 1), $"{used} after {runEnd - start}");
        }
    }

    private static void CheckWindows(List<(ulong Start, ulong End)> runs, ulong period, ulong budget)
    {
        for (int first = 0; first < runs.Count; first++)
        {
            ulong end = runs[first].Start + period;
            ulong used = 0;
            for (int i = first; i < runs.Count && runs[i].Start < end; i++)
            {
                used += Math.Min(runs[i].End, end) - runs[i].Start;
            }

            Assert.True(used <= budget, $"{used} of {budget} in the window that begins with run {first}");
        }
    }
}
