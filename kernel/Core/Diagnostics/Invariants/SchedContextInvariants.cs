// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of scheduling contexts: who runs on them, the calls they are lent through, their refills.</summary>
internal static unsafe class SchedContextInvariants
{
    private const int MostCalls = 1 << 20;

    /// <summary>Checks a scheduling context.</summary>
    public static void Check(SchedContext* context, ref InvariantReport report)
    {
        report.Require(
            context->Thread == null || context->Thread->SchedContext == context, "contexts and their threads name each other"u8, context);
        report.Require(
            context->Notification == null || context->Notification->SchedContext == context,
            "contexts and their notifications name each other"u8,
            context);
        report.Require(context->YieldFrom == null || context->YieldFrom->YieldTo == context, "yields are known to both sides"u8, context);
        CheckCalls(context, ref report);
        CheckRefills(context, ref report);
    }

    private static void CheckCalls(SchedContext* context, ref InvariantReport report)
    {
        int length = 0;
        ulong expected = (ulong)context | Reply.HeadFlag;
        for (Reply* reply = context->Reply; reply != null; reply = reply->Previous)
        {
            report.Require(reply->NextWord == expected, "the chain of calls is linked both ways"u8, reply);
            report.Require(
                reply->Thread != null && reply->Thread->State == ThreadState.BlockedOnReply, "callers in the chain wait"u8, reply);
            expected = (ulong)reply;
            if (++length > MostCalls)
            {
                report.Require(false, "the chain of calls ends"u8, context);
                return;
            }
        }
    }

    private static void CheckRefills(SchedContext* context, ref InvariantReport report)
    {
        if (context->RefillMaximum == 0)
        {
            return;
        }

        report.Require(context->RefillCount != 0 && context->RefillCount <= context->RefillMaximum, "refills fit the ring"u8, context);
        report.Require(context->RefillHead < context->RefillMaximum, "the first refill lies in the ring"u8, context);
        var ring = (Refill*)((byte*)context + SchedContext.HeaderBytes);
        ulong total = 0;
        ulong last = 0;
        for (uint i = 0; i < context->RefillCount; i++)
        {
            Refill* refill = ring + ((context->RefillHead + i) % context->RefillMaximum);
            report.Require(refill->ReleaseTimeTicks >= last, "refills are in order of time"u8, context);
            last = refill->ReleaseTimeTicks;
            total += refill->AmountTicks;
        }

        report.Require(Refills.IsRoundRobin(context) || total == context->BudgetTicks, "refills add up to the budget"u8, context);
    }
}
