// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>Passive servers, lent time, and what happens when it ends or its owner goes.</summary>
internal static unsafe class DonationCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("donation"u8);
        CaseList.Add("a-call-lends-time-to-a-passive-server"u8, SystemCall.Call, &CallLends);
        CaseList.Add("the-reply-returns-it"u8, SystemCall.ReplyRecv, &ReplyReturns);
        CaseList.Add("the-server-uses-the-callers-budget"u8, SystemCall.Call, &ServerUsesCallersBudget);
        CaseList.Add("a-send-does-not-lend"u8, SystemCall.Send, &SendDoesNotLend);
        CaseList.Add("through-two-servers"u8, SystemCall.Call, &ThroughTwoServers);
        CaseList.Add("through-eight-servers-and-back"u8, SystemCall.Call, &ThroughEightServers);
        CaseList.Add("an-active-server-keeps-its-own"u8, SystemCall.Call, &ActiveServerKeepsItsOwn);
        CaseList.Add("an-active-server-with-a-notification-answers"u8, SystemCall.ReplyRecv, &ActiveServerWithNotificationAnswers);
        CaseList.Add("non-blocking-send-receive-lends-a-passive-receiver"u8, SystemCall.NBSendRecv, &SendReceiveLends);
        CaseList.Add("budget-ends-in-a-passive-server"u8, SystemCall.Call, &BudgetEndsInServer);
        CaseList.Add("budget-ends-in-a-passive-server-with-a-timeout-handler"u8, SystemCall.Call, &BudgetEndsWithHandler);
        CaseList.Add("a-notification-lends-and-gets-back"u8, SystemCall.Wait, &NotificationLends);
        CaseList.Add("a-bound-notification-lends-a-server-its-time"u8, SystemCall.Recv, &BoundNotificationLends);
        CaseList.Add("a-fault-lends-to-a-passive-handler"u8, &FaultLends);
    }

    private static Worker* PassiveServer(ref Context c, ulong endpoint, ulong priority = Priorities.Above)
    {
        var server = c.Started(&Talkers.Serve, endpoint, c.Reply(), priority);
        if (priority <= Priorities.Case)
        {
            c.LetOthersRun();
        }

        c.MakePassive(server);
        return server;
    }

    private static void CallLends(ref Context c)
    {
        var endpoint = c.Endpoint();
        PassiveServer(ref c, endpoint);
        var message = new Exchange(3, 1) { Word0 = 8 };
        message.Call(endpoint);
        Check.Equal(3, message.Label);
        Check.Equal(9, message.Word0);
    }

    private static void ReplyReturns(ref Context c)
    {
        var endpoint = c.Endpoint();
        var server = PassiveServer(ref c, endpoint);
        for (var i = 0; i < 10; i++)
        {
            var message = new Exchange(3, 1);
            message.Call(endpoint);
        }

        Check.Equal(10, server->Progress);
        Check.Equal(Error.IllegalOperation, c.SchedContext.Bind(server->Thread.Slot));
        Check.Success(c.NewSchedContext(1000, 1000).Bind(server->Thread.Slot));
    }

    private static void ServerUsesCallersBudget(ref Context c)
    {
        var endpoint = c.Endpoint();
        PassiveServers.SlowServer(ref c, endpoint, 4_000);
        Check.Success(c.SchedContext.Consumed(out _));
        var message = new Exchange(0);
        message.Call(endpoint);
        Check.Success(c.SchedContext.Consumed(out var consumed));
        Check.Between(3_900, 5_000, consumed);
    }

    /// <summary>The server gets the message and waits for time.</summary>
    private static void SendDoesNotLend(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Receive, endpoint, c.Reply());
        c.MakePassive(worker);
        var message = new Exchange(3);
        message.Send(endpoint);
        c.LetOthersRun();
        Check.Equal(0, worker->Progress);
        Check.Success(worker->SchedContext.Bind(worker->Thread.Slot));
        Check.Equal(3, worker->Result0);
    }

    private static void ThroughTwoServers(ref Context c)
    {
        var first = c.Endpoint();
        var second = c.Endpoint();
        PassiveServer(ref c, second);
        PassiveServers.PassiveForwarder(ref c, first, second);
        var message = new Exchange(3, 1);
        message.Call(first);
        Check.Equal(11, message.Word0);
    }

    private static void ThroughEightServers(ref Context c)
    {
        var next = c.Endpoint();
        PassiveServer(ref c, next);
        for (var i = 0; i < 7; i++)
        {
            var endpoint = c.Endpoint();
            PassiveServers.PassiveForwarder(ref c, endpoint, next);
            next = endpoint;
        }

        for (var i = 0; i < 20; i++)
        {
            var message = new Exchange(3, 1);
            message.Call(next);
            Check.Equal(71, message.Word0);
        }
    }

    private static void ActiveServerKeepsItsOwn(ref Context c)
    {
        var endpoint = c.Endpoint();
        var server = c.Started(&Talkers.Serve, endpoint, c.Reply());
        var message = new Exchange(3, 1);
        message.Call(endpoint);
        Check.Success(server->SchedContext.Consumed(out var consumed));
        Check.That(consumed < 1000);
        Check.Equal(Error.IllegalOperation, c.NewSchedContext(1000, 1000).Bind(server->Thread.Slot));
    }

    /// <summary>The notification's time is not the server's: it stays where it is, and a signal in between is heard.</summary>
    private static void ActiveServerWithNotificationAnswers(ref Context c)
    {
        var endpoint = c.Endpoint();
        var server = c.Started(&Talkers.Serve, endpoint, c.Reply());
        var notification = c.Notification();
        Check.Success(server->Thread.BindNotification(new Notification(notification)));
        Answers(endpoint);
        var lent = c.NewSchedContext(1000, 1000);
        Check.Success(lent.Bind(notification));
        Answers(endpoint);
        Check.Success(lent.Unbind());
        Check.Success(server->SchedContext.Unbind());
        Check.Success(server->SchedContext.Bind(server->Thread.Slot));
        Answers(endpoint);
    }

    private static void Answers(ulong endpoint)
    {
        for (var i = 0; i < 10; i++)
        {
            var message = new Exchange(3, 1) { Word0 = 8 };
            message.Call(endpoint);
            Check.Equal(9, message.Word0);
        }
    }

    private static void SendThenReceive(Worker* self)
    {
        var message = new Exchange(4);
        message.NonBlockingSendReceive(self->Argument0, self->Argument1, self->Argument2);
        self->Progress = 1;
    }

    /// <summary>The sender of the first half keeps nothing: its time went with the message, and comes with the next.</summary>
    private static void SendReceiveLends(ref Context c)
    {
        var endpoint = c.Endpoint();
        var answers = c.Endpoint();
        var receiver = c.Started(&Talkers.Receive, endpoint, c.Reply());
        c.MakePassive(receiver);
        var worker = c.Worker(&SendThenReceive);
        worker->Argument0 = endpoint;
        worker->Argument1 = answers;
        worker->Argument2 = c.Reply();
        c.Start(worker);
        Check.Equal(1, receiver->Progress);
        Check.Equal(0, worker->Progress);
        Check.Success(receiver->SchedContext.Bind(worker->Thread.Slot));
        var message = new Exchange(1);
        message.Send(answers);
        Check.Equal(1, worker->Progress);
    }

    private static void BudgetEndsInServer(ref Context c)
    {
        var endpoint = c.Endpoint();
        PassiveServers.SlowServer(ref c, endpoint, 6_000);
        var client = c.Worker(&Talkers.Call);
        client->Argument0 = endpoint;
        Check.Success(Root.SchedControl.ConfigureFlags(client->SchedContext, 2_000, 10_000, 0, 0, SchedContextFlags.None));
        var start = Kernel.ReadTicks();
        c.Start(client);
        Check.Equal(0, client->Progress);
        c.Join(client);
        Check.That((Kernel.ReadTicks() - start) / Root.TicksPerMicrosecond >= 6_000);
    }

    private static void BudgetEndsWithHandler(ref Context c)
    {
        var endpoint = c.Endpoint();
        var timeouts = c.Endpoint();
        var server = PassiveServers.SlowServer(ref c, endpoint, 6_000, timeouts);
        var client = c.Worker(&Talkers.Call);
        client->Argument0 = endpoint;
        Check.Success(Root.SchedControl.ConfigureFlags(client->SchedContext, 2_000, 1_000_000, 0, 0x99, SchedContextFlags.None));
        c.Start(client);
        var reply = c.Reply();
        var message = new Exchange(0);
        message.Receive(timeouts, reply);
        Check.Equal((ulong)FaultType.Timeout, message.Label);
        Check.Equal(2, message.Length);
        Check.Equal(0x99, message.Word0);
        Check.Between(1_500, 2_500, message.Word1);
        Check.Equal(0, server->Progress);
        Check.Success(Root.SchedControl.ConfigureFlags(client->SchedContext, 10_000, 10_000, 0, 0, SchedContextFlags.None));
        message.Set(0);
        message.Send(reply);
        c.Join(client);
        Check.Equal(1, server->Progress);
    }

    private static void WaitTwice(Worker* self)
    {
        var message = new Exchange(0);
        while (true)
        {
            message.Wait(self->Argument0);
            self->Progress++;
        }
    }

    private static void NotificationLends(ref Context c)
    {
        var notification = c.Notification();
        var worker = c.Started(&WaitTwice, notification);
        c.MakePassive(worker);
        Check.Success(worker->SchedContext.Bind(notification));
        Kernel.Signal(notification);
        Kernel.Signal(notification);
        Check.Equal(2, worker->Progress);
        Check.Success(worker->SchedContext.UnbindObject(notification));
        Kernel.Signal(notification);
        Check.Equal(2, worker->Progress);
    }

    private static void BoundNotificationLends(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        var server = c.Worker(&Talkers.Serve);
        server->Argument0 = endpoint;
        server->Argument1 = c.Reply();
        Check.Success(server->Thread.BindNotification(new Notification(notification)));
        c.Start(server);
        c.MakePassive(server);
        Check.Success(server->SchedContext.Bind(notification));
        Kernel.Signal(c.Badged(notification, 16));
        Check.Equal(16, server->Result0);
        var message = new Exchange(1, 1);
        message.Call(endpoint);
        Check.Equal(1, message.Word0);
        Check.Equal(2, server->Progress);
    }

    private static void TouchNothing(Worker* self)
    {
        *(ulong*)0x10_0000_0000 = 1;
        self->Progress = 1;
    }

    private static void FaultLends(ref Context c)
    {
        var faults = c.Endpoint();
        var handler = c.Started(&Talkers.Receive, faults, c.Reply());
        c.MakePassive(handler);
        c.Start(c.Worker(&TouchNothing, Priorities.Above, faults));
        Check.Equal((ulong)FaultType.VmFault, handler->Result0);
        Check.Equal(1, handler->Progress);
    }
}
