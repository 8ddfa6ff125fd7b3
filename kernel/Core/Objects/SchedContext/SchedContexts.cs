// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Who runs on which scheduling context.</summary>
/// <remarks>A context and a thread name each other or neither does; the same for a context and a notification.</remarks>
public static unsafe class SchedContexts
{
    /// <summary>Gives a context to a thread that has none, taking it from the thread that has it.</summary>
    public static void Donate(SchedContext* context, Tcb* thread)
    {
        UnbindThread(context);
        context->Thread = thread;
        thread->SchedContext = context;
    }

    /// <summary>Binds a context and a thread, which may start to run.</summary>
    public static void BindThread(SchedContext* context, Tcb* thread)
    {
        context->Thread = thread;
        thread->SchedContext = context;
        if (Thread.IsRunnable(thread))
        {
            Scheduler.Wake(thread);
        }
    }

    /// <summary>Takes the context from its thread, if it has one; the thread is passive then.</summary>
    public static void UnbindThread(SchedContext* context)
    {
        Tcb* thread = context->Thread;
        if (thread != null)
        {
            Scheduler.Remove(thread);
            thread->SchedContext = null;
            context->Thread = null;
        }
    }

    /// <summary>Binds a context and a notification.</summary>
    public static void BindNotification(SchedContext* context, Notification* notification)
    {
        context->Notification = notification;
        notification->SchedContext = context;
    }

    /// <summary>Ends the binding of a notification, if it has one.</summary>
    public static void UnbindNotification(Notification* notification)
    {
        if (notification->SchedContext != null)
        {
            notification->SchedContext->Notification = null;
            notification->SchedContext = null;
        }
    }

    /// <summary>Takes the context from thread, notification and the calls it was lent through.</summary>
    public static void UnbindAll(SchedContext* context)
    {
        UnbindThread(context);
        if (context->Notification != null)
        {
            UnbindNotification(context->Notification);
        }

        if (context->Reply != null)
        {
            context->Reply->NextWord = 0;
            context->Reply = null;
        }
    }

    /// <summary>Takes a context out of use for good.</summary>
    public static void Destroy(SchedContext* context)
    {
        CompleteYieldFrom(context);
        UnbindAll(context);
        context->RefillMaximum = 0;
        context->RefillCount = 0;
    }

    /// <summary>Gives a thread that yielded to a context the time that was used on it, as the result of its system call.</summary>
    public static void CompleteYieldTo(Tcb* yielder)
    {
        SchedContext* context = yielder->YieldTo;
        yielder->YieldTo = null;
        context->YieldFrom = null;
        ThreadContext.SetMessageRegister(yielder, 0, Clock.TakeConsumedMicroseconds(context));
        ThreadContext.SetMessageInfoRegister(yielder, 1);
        ThreadContext.SetBadgeRegister(yielder, 0);
    }

    /// <summary>As CompleteYieldTo, for whoever yielded to this context.</summary>
    public static void CompleteYieldFrom(SchedContext* context)
    {
        if (context->YieldFrom != null)
        {
            CompleteYieldTo(context->YieldFrom);
        }
    }
}
