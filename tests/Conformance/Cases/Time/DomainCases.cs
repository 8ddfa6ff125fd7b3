// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>Invocations of DomainSet, and the schedule they set. A case that changes the schedule sets it back.</summary>
internal static unsafe class DomainCases
{
    private const InvocationLabel Set = InvocationLabel.DomainSetSet;
    private const InvocationLabel Configure = InvocationLabel.DomainSetScheduleConfigure;
    private const InvocationLabel Start = InvocationLabel.DomainSetScheduleSetStart;
    private const ulong LongestDuration = (1ul << 56) - 1;
    private const byte LastDomain = ProfileParameters.DomainCount - 1;

    private static DomainSet Domains => new((ulong)RootSlot.Domain);

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("domain"u8);
        CaseList.Add("set-to-the-same"u8, Set, &SetToTheSame);
        CaseList.Add("set-beyond-the-last"u8, Set, &SetBeyondTheLast);
        CaseList.Add("set-of-something-else"u8, Set, &SetOfSomethingElse);
        CaseList.Add("set-message-too-short"u8, Set, &SetTooShort);
        CaseList.Add("set-without-a-thread"u8, Set, &SetWithoutAThread);
        CaseList.Add("a-thread-of-another-domain-does-not-run"u8, Set, &AnotherDomain);
        CaseList.Add("the-schedule-alternates"u8, Configure, &Alternates);
        CaseList.Add("entry-beyond-the-last"u8, Configure, &EntryBeyondTheLast);
        CaseList.Add("domain-beyond-the-last"u8, Configure, &DomainBeyondTheLast);
        CaseList.Add("length-too-large"u8, Configure, &LengthTooLarge);
        CaseList.Add("length-zero-of-the-first"u8, Configure, &LengthZeroOfTheFirst);
        CaseList.Add("configure-message-too-short"u8, Configure, &ConfigureTooShort);
        CaseList.Add("start-beyond-the-last"u8, Start, &StartBeyondTheLast);
        CaseList.Add("start-at-an-end"u8, Start, &StartAtAnEnd);
        CaseList.Add("start-at-the-second"u8, Start, &StartAtTheSecond);
        CaseList.Add("start-message-too-short"u8, Start, &StartTooShort);
        CaseList.Add("unknown-label"u8, Start, &UnknownLabel);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void SetToTheSame(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(Domains.Set(0, worker->Thread));
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void SetBeyondTheLast(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, Domains.Set(LastDomain + 1, c.NewThread()));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidArgument, Domains.Set(255, c.NewThread()));
    }

    private static void SetOfSomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, Domains.Set(0, new Tcb(c.Endpoint())));
        Check.Detail(0, 1);
    }

    private static void SetTooShort(ref Context c)
    {
        c.Buffer.SetCap(0, c.NewThread().Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(Domains.Slot, Set, 0, 1));
    }

    private static void SetWithoutAThread(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(Domains.Slot, Set, 1));

    /// <summary>With a single domain there is no other, and the thread stays where it is.</summary>
    private static void AnotherDomain(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(Domains.Set(LastDomain, worker->Thread));
        for (var i = 0; i < 3; i++)
        {
            Kernel.Yield();
        }

        Check.That(worker->Progress != 0 == (LastDomain == 0));
        Check.Success(Domains.Set(0, worker->Thread));
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void Restore()
    {
        Check.Success(Domains.ScheduleConfigure(0, 0, LongestDuration));
        Check.Success(Domains.ScheduleSetStart(0));
        Check.Success(Domains.ScheduleConfigure(1, 0, 0));
    }

    /// <summary>Two entries of 5 and 10 ms: the thread of the last domain has two thirds of the time, and the case the rest.</summary>
    private static void Alternates(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Below);
        Check.Success(Domains.Set(LastDomain, worker->Thread));
        Check.Success(Domains.ScheduleConfigure(1, LastDomain, 10_000 * Root.TicksPerMicrosecond));
        Check.Success(Domains.ScheduleConfigure(0, 0, 5_000 * Root.TicksPerMicrosecond));
        Check.Success(Domains.ScheduleSetStart(0));
        ulong own = 0;
        var start = Kernel.ReadTicks();
        var last = start;
        while (last - start < 150_000 * Root.TicksPerMicrosecond)
        {
            var now = Kernel.ReadTicks();
            own += now - last < 100 * Root.TicksPerMicrosecond ? now - last : 0;
            last = now;
        }

        Restore();
        if (LastDomain == 0)
        {
            Check.Equal(0, worker->Progress);
        }
        else
        {
            Check.Between(40_000, 60_000, own / Root.TicksPerMicrosecond);
            Check.That(worker->Progress != 0);
        }
    }

    private static void EntryBeyondTheLast(ref Context c)
    {
        Check.Equal(Error.RangeError, Domains.ScheduleConfigure(ProfileParameters.DomainScheduleEntries, 0, 1000));
        Check.Detail(0, 0);
        Check.Detail(1, ProfileParameters.DomainScheduleEntries - 1);
        Check.Equal(Error.RangeError, Domains.ScheduleConfigure(ulong.MaxValue, 0, 1000));
    }

    private static void DomainBeyondTheLast(ref Context c)
    {
        Check.Equal(Error.RangeError, Domains.ScheduleConfigure(1, LastDomain + 1, 1000));
        Check.Detail(0, 0);
        Check.Detail(1, LastDomain);
    }

    private static void LengthTooLarge(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, Domains.ScheduleConfigure(1, 0, LongestDuration + 1));
        Check.Detail(0, 2);
    }

    private static void LengthZeroOfTheFirst(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, Domains.ScheduleConfigure(0, 0, 0));
        Check.Detail(0, 2);
    }

    private static void ConfigureTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(Domains.Slot, Configure, 2));

    private static void StartBeyondTheLast(ref Context c)
    {
        Check.Equal(Error.RangeError, Domains.ScheduleSetStart(ProfileParameters.DomainScheduleEntries));
        Check.Detail(1, ProfileParameters.DomainScheduleEntries - 1);
    }

    private static void StartAtAnEnd(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, Domains.ScheduleSetStart(1));
        Check.Detail(0, 0);
    }

    private static void StartAtTheSecond(ref Context c)
    {
        Check.Success(Domains.ScheduleConfigure(1, 0, LongestDuration));
        Check.Success(Domains.ScheduleSetStart(1));
        Restore();
    }

    private static void StartTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(Domains.Slot, Start));

    private static void UnknownLabel(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.Invoke(Domains.Slot, InvocationLabel.TcbResume, 3, 1));
}
