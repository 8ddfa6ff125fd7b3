// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;
using Caprock.Verification.Refinement.Time;

namespace Caprock.Tests.Verification;

/// <summary>
/// The properties of budgets hold of a kernel as it is, and not of one whose refills or timer are changed behind its back.
/// </summary>
public sealed unsafe class BudgetTests : IDisposable
{
    private static readonly Step Nothing = Step.Plain(SystemCall.NBWait, 0);

    private readonly World world = new ThreadScenario(isTimed: true).Build();
    private readonly Lockstep lockstep;
    private readonly BudgetCheck check;

    public BudgetTests()
    {
        lockstep = new Lockstep(world);
        check = new BudgetCheck(world);
        check.Begin(Nothing);
    }

    public void Dispose() => lockstep.Dispose();

    [Fact]
    public void A_kernel_as_it_is_keeps_to_them() => Assert.Null(check.Compare(Nothing, lockstep.Records));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refill_of_another_amount_is_found(bool isRenewedAtOnce)
    {
        Assert.Null(check.Compare(Nothing, lockstep.Records));
        Refills.Head(Find(isRenewedAtOnce))->AmountTicks -= 1;

        Assert.NotNull(check.Compare(Nothing, lockstep.Records));
    }

    [Fact]
    public void A_refill_that_ends_later_than_in_a_period_is_found()
    {
        SchedContext* context = Find(isRenewedAtOnce: false);
        Refills.Head(context)->ReleaseTimeTicks += context->PeriodTicks;

        Assert.NotNull(check.Compare(Nothing, lockstep.Records));
    }

    [Fact]
    public void A_timer_that_is_not_set_is_found()
    {
        world.Computer.Deadline = ulong.MaxValue;

        Assert.NotNull(check.Compare(Nothing, lockstep.Records));
    }

    [Fact]
    public void Use_counts_as_far_as_it_lies_in_the_window_that_ends_with_it()
    {
        var time = new UsedTime();

        Assert.Equal(3UL, time.Add(10, 13, 20));
        Assert.Equal(8UL, time.Add(20, 25, 20));
        Assert.Equal(7UL, time.Add(31, 32, 20));
        Assert.Equal(2UL, time.Add(50, 51, 20));
    }

    /// <summary>The context of some thread.</summary>
    private SchedContext* Find(bool isRenewedAtOnce)
    {
        StateRecords records = lockstep.Records;
        for (int i = 0; i < records.Count; i++)
        {
            var context = (SchedContext*)(world.Computer.Memory + records.ContainerOf(i));
            if (records.KindOf(i) == RecordKind.SchedContext && Refills.IsRoundRobin(context) == isRenewedAtOnce)
            {
                return context;
            }
        }

        throw new InvalidOperationException("no such context");
    }
}
