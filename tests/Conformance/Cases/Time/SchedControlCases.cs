// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>SchedControl_ConfigureFlags, and the budgets it sets.</summary>
internal static unsafe class SchedControlCases
{
    private const InvocationLabel Label = InvocationLabel.SchedControlConfigureFlags;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("sched-control/configure"u8);
        CaseList.Add("budget-is-kept"u8, Label, &BudgetIsKept);
        CaseList.Add("full-budget-is-round-robin"u8, Label, &FullBudget);
        CaseList.Add("a-running-thread-feels-it"u8, Label, &ARunningThreadFeelsIt);
        CaseList.Add("without-it-a-thread-does-not-run"u8, Label, &WithoutIt);
        CaseList.Add("as-many-refills-as-fit"u8, Label, &AsManyRefills);
        CaseList.Add("more-refills-than-fit"u8, Label, &MoreRefills);
        CaseList.Add("larger-objects-have-more-refills"u8, Label, &LargerObjects);
        CaseList.Add("budget-longer-than-period"u8, Label, &BudgetLongerThanPeriod);
        CaseList.Add("budget-too-short"u8, Label, &BudgetTooShort);
        CaseList.Add("period-too-short"u8, Label, &PeriodTooShort);
        CaseList.Add("budget-too-long"u8, Label, &BudgetTooLong);
        CaseList.Add("period-too-long"u8, Label, &PeriodTooLong);
        CaseList.Add("of-something-else"u8, Label, &OfSomethingElse);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
        CaseList.Add("no-capability"u8, Label, &NoCapability);
        CaseList.Add("unknown-label"u8, Label, &UnknownLabel);
        CaseList.Add("sporadic-pieces-come-back-one-period-later"u8, Label, &SporadicPieces);
        CaseList.Add("two-threads-get-their-shares"u8, Label, &TwoShares);
        CaseList.Add("of-the-caller"u8, Label, &OfTheCaller);
    }

    private static Error Configure(SchedContext time, ulong budget, ulong period, ulong refills = 0, ulong badge = 0) =>
        Root.SchedControl.ConfigureFlags(time, budget, period, refills, badge, SchedContextFlags.None);

    /// <summary>Counts the microseconds in which it runs.</summary>
    private static void Measure(Worker* self)
    {
        var last = Kernel.ReadTicks();
        while (true)
        {
            var now = Kernel.ReadTicks();
            var passed = now - last;
            last = now;

            // A longer pause means that another thread ran.
            if (passed < 20 * Root.TicksPerMicrosecond)
            {
                self->Progress += passed;
            }
        }
    }

    private static ulong Microseconds(Worker* worker) => worker->Progress / Root.TicksPerMicrosecond;

    private static void BudgetIsKept(ref Context c)
    {
        var worker = c.Worker(&Measure);
        Check.Success(Configure(worker->SchedContext, 2_000, 10_000));
        c.Start(worker);
        c.Sleep(100_000);
        Check.Between(19_500, 22_500, Microseconds(worker));
    }

    private static void FullBudget(ref Context c)
    {
        var worker = c.Worker(&Measure, Priorities.Case);
        Check.Success(Configure(worker->SchedContext, 10_000, 10_000));
        c.Start(worker);
        c.Sleep(100_000);
        Check.Between(40_000, 62_000, Microseconds(worker));
    }

    private static void ARunningThreadFeelsIt(ref Context c)
    {
        var worker = c.Worker(&Measure);
        Check.Success(Configure(worker->SchedContext, 1_000, 100_000));
        c.Start(worker);
        var before = Microseconds(worker);
        Check.Between(500, 1_100, before);
        Check.Success(Configure(worker->SchedContext, 1_000, 2_000));
        c.Sleep(150_000);
        Check.That(Microseconds(worker) > before + 10_000);
    }

    private static void WithoutIt(ref Context c)
    {
        var worker = c.Worker(&Measure);
        Check.Success(worker->SchedContext.Unbind());
        Check.Success(c.NewSchedContext().Bind(worker->Thread.Slot));
        c.Start(worker);
        Check.Equal(0, worker->Progress);
    }

    private static ulong Capacity(int sizeBits) =>
        ((1ul << sizeBits) - Limits.CoreSchedContextBytes) / Limits.RefillSizeBytes;

    private static void AsManyRefills(ref Context c)
    {
        var time = c.NewSchedContext(10);
        Check.Success(Configure(time, 1_000, 10_000, Capacity(10)));
    }

    private static void MoreRefills(ref Context c)
    {
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(10), 1_000, 10_000, 10_000));
        Check.Detail(0, 0);
        Check.That(IpcBuffer.GetWord(1) >= Capacity(10));
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(10), 1_000, 10_000, ulong.MaxValue));
    }

    private static void LargerObjects(ref Context c)
    {
        for (var bits = 8; bits <= 12; bits++)
        {
            Check.Success(Configure(c.NewSchedContext(bits), 1_000, 10_000, Capacity(bits)));
        }
    }

    private static void BudgetLongerThanPeriod(ref Context c)
    {
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(), 10_001, 10_000));
        Check.Detail(1, 10_000);
    }

    private static void BudgetTooShort(ref Context c)
    {
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(), 0, 10_000));
        Check.That(IpcBuffer.GetWord(0) > 0);
    }

    private static void PeriodTooShort(ref Context c) =>
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(), 10_000, 0));

    private static void BudgetTooLong(ref Context c) =>
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(), ulong.MaxValue, ulong.MaxValue));

    private static void PeriodTooLong(ref Context c) =>
        Check.Equal(Error.RangeError, Configure(c.NewSchedContext(), 10_000, ulong.MaxValue));

    private static void OfSomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Configure(new SchedContext(c.Endpoint()), 1_000, 1_000));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, Configure(new SchedContext(c.Slot()), 1_000, 1_000));
    }

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, c.NewSchedContext().Slot);
        c.Buffer.SetWord(0, 1_000);
        c.Buffer.SetWord(1, 1_000);
        c.Buffer.SetWord(2, 0);
        c.Buffer.SetWord(3, 0);
        c.Buffer.SetWord(4, 0);
    }

    private static void MessageTooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Root.SchedControl.Slot, Label, 4, 1));
    }

    private static void NoCapability(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Root.SchedControl.Slot, Label, 5));
    }

    private static void UnknownLabel(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(Root.SchedControl.Slot, InvocationLabel.SchedContextBind, 5, 1));
    }

    /// <summary>Notes when it runs, each time for a part of its budget, and sleeps in between by its neighbour's signals.</summary>
    private static void RunInPieces(Worker* self)
    {
        var message = new Exchange(0);
        while (true)
        {
            message.Wait(self->Argument0);
            var end = Kernel.ReadTicks() + (self->Argument1 * Root.TicksPerMicrosecond);
            while (Kernel.ReadTicks() < end)
            {
            }

            self->Progress++;
        }
    }

    /// <summary>
    /// Four pieces of 1 ms out of a budget of 4 ms in 40 ms, at 0, 5, 10 and 15 ms. The next one waits for the first
    /// to come back, at 40 ms; without pieces the whole budget would.
    /// </summary>
    private static void SporadicPieces(ref Context c)
    {
        var notification = c.Notification();
        var worker = c.Worker(&RunInPieces);
        var time = c.NewSchedContext(10);
        Check.Success(worker->SchedContext.Unbind());
        Check.Success(Root.SchedControl.ConfigureFlags(time, 4_000, 40_000, 8, 0, SchedContextFlags.Sporadic));
        Check.Success(time.Bind(worker->Thread.Slot));
        worker->Argument0 = notification;
        worker->Argument1 = 960;
        c.Start(worker);
        var start = Kernel.ReadTicks();
        for (ulong i = 0; i < 4; i++)
        {
            SleepUntil(ref c, start, i * 5_000);
            Kernel.Signal(notification);
            Check.Equal(i + 1, worker->Progress);
        }

        SleepUntil(ref c, start, 20_000);
        Kernel.Signal(notification);
        Check.Equal(4, worker->Progress);
        SleepUntil(ref c, start, 38_000);
        Check.Equal(4, worker->Progress);
        SleepUntil(ref c, start, 43_500);
        Check.Equal(5, worker->Progress);
    }

    private static void SleepUntil(ref Context c, ulong start, ulong microseconds)
    {
        while (Kernel.ReadTicks() - start < microseconds * Root.TicksPerMicrosecond)
        {
            c.Sleep(20);
        }
    }

    private static void TwoShares(ref Context c)
    {
        var first = c.Worker(&Measure);
        var second = c.Worker(&Measure);
        Check.Success(Configure(first->SchedContext, 1_000, 10_000));
        Check.Success(Configure(second->SchedContext, 6_000, 20_000));
        c.Start(first);
        c.Start(second);
        c.Sleep(200_000);
        Check.Between(19_000, 22_000, Microseconds(first));

        // Its budget begins up to 1 ms late whenever it waits for the first one's, and so does the period: nine at least of ten.
        Check.Between(53_500, 67_000, Microseconds(second));
    }

    private static void OfTheCaller(ref Context c)
    {
        Check.Success(Configure(c.SchedContext, 2_000, 20_000));
        var start = Kernel.ReadTicks();
        ulong longest = 0;
        var last = start;
        while (Kernel.ReadTicks() - start < 60_000 * Root.TicksPerMicrosecond)
        {
            var now = Kernel.ReadTicks();
            longest = now - last > longest ? now - last : longest;
            last = now;
        }

        Check.Between(15_000, 19_000, longest / Root.TicksPerMicrosecond);
    }
}
