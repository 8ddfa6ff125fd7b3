// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>How histories begin.</summary>
public sealed partial class ThreadScenario
{
    /// <summary>Nothing; or the most urgent thread becomes a server without time of its own, with a notification bound to some thread;
    /// or two or three threads do, and calls through them lend them the caller's time; or a thread faults and another one handles it; or a
    /// second client waits for a server without time.</summary>
    public IReadOnlyList<Step> Opening(Random random)
    {
        isPunctual = isTimed && random.Next(4) > 0;
        return (isTimed ? random.Next(6) : 6) switch
        {
            0 or 1 => Timeout(),
            2 => Return(),
            _ => Usual(random),
        };
    }

    private IReadOnlyList<Step> Usual(Random random) => random.Next(6) switch
    {
        0 => [],
        1 =>
        [
            Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
            Step.Invoke(contexts[3], InvocationLabel.SchedContextUnbind, []),
            Step.Invoke(threads[random.Next(4)], InvocationLabel.TcbBindNotification, [notifications[0]]),
        ],
        2 =>
        [
            Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
            Step.Plain(SystemCall.Recv, endpoints[2], replies[2]),
            Step.Plain(SystemCall.Recv, endpoints[5], replies[1]),
            Step.Invoke(contexts[3], InvocationLabel.SchedContextUnbind, []),
            Step.Invoke(contexts[2], InvocationLabel.SchedContextUnbind, []),
            Step.Invoke(contexts[1], InvocationLabel.SchedContextUnbind, []),
            Step.Plain(SystemCall.Call, endpoints[5]),
            Step.Plain(SystemCall.Call, endpoints[2]),
            Step.Plain(SystemCall.Call, endpoints[0]),
        ],
        3 =>
        [
            Step.Invoke(threads[0], InvocationLabel.TcbSetSchedParams, [threads[3], contexts[0], endpoints[0]], 255, 103),
            Step.Invoke(threads[1], InvocationLabel.TcbSuspend, []),
            Step.Invoke(threads[2], InvocationLabel.TcbSuspend, []),
            Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
            new Step { Kind = (StepKind)random.Next((int)StepKind.UserException, (int)StepKind.UnknownSystemCall + 1) },
        ],
        4 =>
        [
            Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
            Step.Invoke(contexts[3], InvocationLabel.SchedContextUnbind, []),
            Step.Plain(SystemCall.Call, endpoints[0]),
            Step.Invoke(threads[3], InvocationLabel.TcbSetPriority, [threads[3]], 99),
            Step.Plain(SystemCall.Call, endpoints[1]),
        ],
        _ =>
        [
            Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
            Step.Plain(SystemCall.Recv, endpoints[2], replies[2]),
            Step.Invoke(contexts[3], InvocationLabel.SchedContextUnbind, []),
            Step.Invoke(contexts[2], InvocationLabel.SchedContextUnbind, []),
            Step.Plain(SystemCall.Call, endpoints[0]),
            Step.Plain(SystemCall.Call, endpoints[2]),
        ],
    };

    /// <summary>A thread with two refills has used a part of its budget, waits, and asks how much it has
    /// used soon before that is back.</summary>
    private IReadOnlyList<Step> Return() =>
    [
        new Step { Kind = StepKind.Timer, Elapsed = Millisecond * 3 },
        Step.Plain(SystemCall.Wait, notifications[0]),
        new Step { Kind = StepKind.Timer, Elapsed = Millisecond * 4 },
        new Step { Kind = StepKind.Timer, Elapsed = Millisecond * 4 },
        Step.Plain(SystemCall.NBSend, notifications[0]),
        new Step { Kind = StepKind.Timer, Elapsed = Millisecond },
        Step.Invoke(contexts[3], InvocationLabel.SchedContextConsumed, []),
    ];

    /// <summary>A thread's time is over, and the handler of its timeouts has no time of its own.</summary>
    private IReadOnlyList<Step> Timeout() =>
    [
        Step.Invoke(threads[1], InvocationLabel.TcbSetTimeoutEndpoint, [endpoints[0]]),
        Step.Plain(SystemCall.Recv, endpoints[0], replies[3]),
        Step.Invoke(contexts[3], InvocationLabel.SchedContextUnbind, []),
        Step.Invoke(threads[2], InvocationLabel.TcbSuspend, []),
        new Step { Kind = StepKind.Timer, Elapsed = Millisecond * (isPunctual ? 5UL : 6) },
    ];
}
