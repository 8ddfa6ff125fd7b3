// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of scheduling contexts.</summary>
public static unsafe class SchedContextInvocations
{
    /// <summary>Decodes and performs an invocation of a scheduling context.</summary>
    public static Outcome Invoke(Message* message, Capability capability)
    {
        var context = (SchedContext*)capability.ObjectAddress;
        switch (message->Label)
        {
            case InvocationLabel.SchedContextBind:
                return Bind(message, context);
            case InvocationLabel.SchedContextUnbind:
                if (context->Thread == message->Sender)
                {
                    return (Outcome)Error.IllegalOperation;
                }

                SchedContexts.UnbindAll(context);
                return Outcome.Success;
            case InvocationLabel.SchedContextUnbindObject:
                return UnbindObject(message, context);
            case InvocationLabel.SchedContextConsumed:
                Message.SetResult(message, 0, Clock.TakeConsumedMicroseconds(context));
                return Outcome.Success;
            case InvocationLabel.SchedContextYieldTo:
                return YieldTo(message, context);
            default:
                return (Outcome)Error.IllegalOperation;
        }
    }

    /// <summary>Whether thread and context are free, and the thread, if it is blocked, could run on the context at once.</summary>
    public static bool MayBind(SchedContext* context, Tcb* thread) =>
        context->Thread == null && thread->SchedContext == null && (!Thread.IsBlocked(thread) || Refills.IsReleased(context));

    private static Outcome Bind(Message* message, SchedContext* context)
    {
        if (message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Capability target = Slot.Load(message->ExtraCap0);
        if (target.TryAsThread(out ThreadCapability thread))
        {
            if (!MayBind(context, thread.Object))
            {
                return (Outcome)Error.IllegalOperation;
            }

            SchedContexts.BindThread(context, thread.Object);
        }
        else if (target.TryAsNotification(out NotificationCapability notification))
        {
            if (context->Notification != null || notification.Object->SchedContext != null)
            {
                return (Outcome)Error.IllegalOperation;
            }

            SchedContexts.BindNotification(context, notification.Object);
        }
        else
        {
            return Message.InvalidCapability(message, 1);
        }

        return Outcome.Success;
    }

    private static Outcome UnbindObject(Message* message, SchedContext* context)
    {
        if (message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Capability target = Slot.Load(message->ExtraCap0);
        if (target.TryAsThread(out ThreadCapability thread))
        {
            if (context->Thread != thread.Object || thread.Object == message->Sender)
            {
                return (Outcome)Error.IllegalOperation;
            }

            SchedContexts.UnbindThread(context);
        }
        else if (target.TryAsNotification(out NotificationCapability notification))
        {
            if (context->Notification != notification.Object)
            {
                return (Outcome)Error.IllegalOperation;
            }

            SchedContexts.UnbindNotification(notification.Object);
        }
        else
        {
            return Message.InvalidCapability(message, 1);
        }

        return Outcome.Success;
    }

    /// <summary>Lets the context's thread run before others of its priority; the caller learns how much time it used.</summary>
    private static Outcome YieldTo(Message* message, SchedContext* context)
    {
        Tcb* caller = message->Sender;
        Tcb* target = context->Thread;
        if (target == null || target == caller || target->Priority > caller->MaximumControlledPriority)
        {
            return (Outcome)Error.IllegalOperation;
        }

        SchedContexts.CompleteYieldFrom(context);
        if (Scheduler.IsSchedulable(target) && Refills.IsReleased(context))
        {
            Refills.Unblock(context);
            ReadyQueues.Remove(target);
            if (target->Priority >= caller->Priority)
            {
                caller->YieldTo = context;
                context->YieldFrom = caller;
                ReadyQueues.Prepend(caller);
                ReadyQueues.Prepend(target);
                Scheduler.RescheduleRequired();
                return Outcome.NoReply;
            }

            ReadyQueues.Prepend(target);
        }

        Message.SetResult(message, 0, Clock.TakeConsumedMicroseconds(context));
        return Outcome.Success;
    }
}
