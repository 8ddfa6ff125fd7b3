// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Reply objects: used, reused, deleted, in every state of a call.</summary>
internal static unsafe class ReplyCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("reply"u8);
        CaseList.Add("answers-once"u8, SystemCall.Send, &AnswersOnce);
        CaseList.Add("send-on-an-unused-object"u8, SystemCall.Send, &SendOnUnused);
        CaseList.Add("by-non-blocking-send"u8, SystemCall.NBSend, &ByNonBlockingSend);
        CaseList.Add("by-call"u8, SystemCall.Call, &ByCall);
        CaseList.Add("by-non-blocking-send-receive"u8, SystemCall.NBSendRecv, &ByNonBlockingSendReceive);
        CaseList.Add("by-another-thread"u8, SystemCall.Send, &ByAnotherThread);
        CaseList.Add("out-of-order"u8, SystemCall.Send, &OutOfOrder);
        CaseList.Add("receiving-again-drops-the-caller"u8, SystemCall.Recv, &ReceivingAgainDropsTheCaller);
        CaseList.Add("of-a-receiver-stolen-by-another"u8, SystemCall.Recv, &StolenFromAReceiver);
        CaseList.Add("deleted-while-a-caller-waits"u8, SystemCall.Call, &DeletedWhileACallerWaits);
        CaseList.Add("deleted-while-its-receiver-waits"u8, SystemCall.Recv, &DeletedWhileAReceiverWaits);
        CaseList.Add("caller-suspended"u8, SystemCall.Call, &CallerSuspended);
        CaseList.Add("caller-deleted"u8, SystemCall.Call, &CallerDeleted);
        CaseList.Add("caller-resumed-calls-again"u8, SystemCall.Call, &CallerResumed);
        CaseList.Add("nested-calls"u8, SystemCall.Call, &NestedCalls);
        CaseList.Add("server-deleted-before-its-reply"u8, SystemCall.Call, &ServerDeleted);
        CaseList.Add("receive-by-reply-receive-without-a-caller"u8, SystemCall.ReplyRecv, &ReplyReceiveWithoutACaller);
        CaseList.Add("a-non-blocking-receive-of-nothing-drops-the-caller"u8, SystemCall.NBRecv, &PollDropsTheCaller);
        CaseList.Add("needs-no-rights"u8, SystemCall.Send, &NeedsNoRights);
        CaseList.Add("copies-name-one-object"u8, SystemCall.Send, &CopiesNameOneObject);
    }

    private static Worker* Caller(ref Context c, ulong endpoint, ulong reply, ulong label = 1)
    {
        var worker = c.Started(&Talkers.Call, endpoint, label);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(label, message.Label);
        return worker;
    }

    private static void Answer(ulong reply, ulong label)
    {
        var message = new Exchange(label);
        message.Send(reply);
    }

    private static void AnswersOnce(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = Caller(ref c, endpoint, reply);
        Answer(reply, 5);
        Check.Equal(5, worker->Result0);
        Answer(reply, 6);
        Check.Equal(5, worker->Result0);
    }

    private static void SendOnUnused(ref Context c) => Answer(c.Reply(), 1);

    private static void ByNonBlockingSend(ref Context c)
    {
        var reply = c.Reply();
        var worker = Caller(ref c, c.Endpoint(), reply);
        var message = new Exchange(5);
        message.NonBlockingSend(reply);
        Check.Equal(5, worker->Result0);
    }

    private static void ByCall(ref Context c)
    {
        var reply = c.Reply();
        var worker = Caller(ref c, c.Endpoint(), reply);
        var message = new Exchange(5);
        message.Call(reply);
        Check.Equal(5, worker->Result0);
        Check.Equal(0, message.Label);
    }

    private static void ByNonBlockingSendReceive(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = Caller(ref c, endpoint, reply);
        c.Started(&Talkers.Send, c.Badged(endpoint, 3), 9);
        var message = new Exchange(5);
        message.NonBlockingSendReceive(reply, endpoint, c.Reply());
        Check.Equal(5, worker->Result0);
        Check.Equal(3, message.Badge);
    }

    private static void ByAnotherThread(ref Context c)
    {
        var reply = c.Reply();
        var worker = Caller(ref c, c.Endpoint(), reply);
        c.Join(c.Started(&Talkers.Send, reply, 7));
        Check.Equal(7, worker->Result0);
    }

    private static void OutOfOrder(ref Context c)
    {
        var endpoint = c.Endpoint();
        var firstReply = c.Reply();
        var secondReply = c.Reply();
        var first = Caller(ref c, endpoint, firstReply, 1);
        var second = Caller(ref c, endpoint, secondReply, 2);
        Answer(firstReply, 11);
        Check.Equal(11, first->Result0);
        Check.Equal(0, second->Progress);
        Answer(secondReply, 12);
        Check.Equal(12, second->Result0);
    }

    /// <summary>The caller whose place is taken is stopped without an answer.</summary>
    private static void ReceivingAgainDropsTheCaller(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var first = Caller(ref c, endpoint, reply, 1);
        var second = Caller(ref c, endpoint, reply, 2);
        Answer(reply, 12);
        Check.Equal(12, second->Result0);
        Check.Equal(0, first->Progress);
    }

    private static void StolenFromAReceiver(ref Context c)
    {
        var endpoint = c.Endpoint();
        var other = c.Endpoint();
        var reply = c.Reply();
        var receiver = c.Started(&Talkers.Receive, endpoint, reply);
        var caller = Caller(ref c, other, reply);
        var message = new Exchange(1);
        message.NonBlockingSend(endpoint);
        Check.Equal(0, receiver->Progress);
        Answer(reply, 3);
        Check.Equal(3, caller->Result0);
    }

    private static void DeletedWhileACallerWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = Caller(ref c, endpoint, reply);
        c.Delete(reply);
        c.LetOthersRun();
        Check.Equal(0, worker->Progress);
        Check.Success(worker->Thread.Suspend());
        Check.Success(worker->Thread.Resume());
        var message = new Exchange(0);
        reply = c.Reply();
        message.Receive(endpoint, reply);
        Answer(reply, 4);
        Check.Equal(4, worker->Result0);
    }

    private static void DeletedWhileAReceiverWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Started(&Talkers.Receive, endpoint, reply);
        c.Delete(reply);
        var message = new Exchange(1);
        message.NonBlockingSend(endpoint);
        Check.Equal(0, worker->Progress);
    }

    private static void CallerSuspended(ref Context c)
    {
        var reply = c.Reply();
        var worker = Caller(ref c, c.Endpoint(), reply);
        Check.Success(worker->Thread.Suspend());
        Answer(reply, 5);
        c.LetOthersRun();
        Check.Equal(0, worker->Progress);
    }

    private static void CallerDeleted(ref Context c)
    {
        var reply = c.Reply();
        var worker = Caller(ref c, c.Endpoint(), reply);
        c.Delete(worker->Thread.Slot);
        Answer(reply, 5);
        Check.Equal(0, worker->Progress);
    }

    private static void CallerResumed(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = Caller(ref c, endpoint, reply, 3);
        Check.Success(worker->Thread.Suspend());
        Check.Success(worker->Thread.Resume());
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(3, message.Label);
        Answer(reply, 6);
        Check.Equal(6, worker->Result0);
    }

    /// <summary>Calls argument 2 in the middle of serving argument 0 with reply object argument 1.</summary>
    private static void ServeByCalling(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        message.Set(message.Label, 1);
        message.Word0++;
        message.Call(self->Argument2);
        message.Set(message.Label, 1);
        message.Word0 += 100;
        message.ReplyReceive(self->Argument0, self->Argument1);
    }

    private static void NestedCalls(ref Context c)
    {
        var last = c.Endpoint();
        c.Started(&Talkers.Serve, last, c.Reply());
        for (var i = 0; i < 8; i++)
        {
            var endpoint = c.Endpoint();
            var worker = c.Worker(&ServeByCalling);
            worker->Argument0 = endpoint;
            worker->Argument1 = c.Reply();
            worker->Argument2 = last;
            c.Start(worker);
            last = endpoint;
        }

        var message = new Exchange(5, 1);
        message.Call(last);
        Check.Equal(5, message.Label);
        Check.Equal(809, message.Word0);
    }

    /// <summary>Takes a call and ends without an answer.</summary>
    private static void ReceiveOnly(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        message.Wait(self->ParkSlot);
    }

    private static void ServerDeleted(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var server = c.Started(&ReceiveOnly, endpoint, reply);
        var caller = c.Started(&Talkers.Call, endpoint, 1);
        c.Delete(server->Thread.Slot);
        Check.Equal(0, caller->Progress);
        Answer(reply, 3);
        Check.Equal(3, caller->Result0);
    }

    private static void ReplyReceiveWithoutACaller(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 5));
        var message = new Exchange(1);
        message.ReplyReceive(endpoint, c.Reply());
        Check.Equal(5, message.Badge);
    }

    private static void PollDropsTheCaller(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = Caller(ref c, endpoint, reply);
        var message = new Exchange(0);
        message.NonBlockingReceive(endpoint, reply);
        Check.Equal(0, message.Badge);
        Answer(reply, 5);
        Check.Equal(0, worker->Progress);
    }

    private static void NeedsNoRights(ref Context c)
    {
        var reply = c.Copy(c.Reply(), CapRights.None);
        var worker = Caller(ref c, c.Endpoint(), reply);
        Answer(reply, 5);
        Check.Equal(5, worker->Result0);
    }

    private static void CopiesNameOneObject(ref Context c)
    {
        var reply = c.Reply();
        var copy = c.Copy(reply);
        var worker = Caller(ref c, c.Endpoint(), reply);
        c.Delete(reply);
        Answer(copy, 5);
        Check.Equal(5, worker->Result0);
    }
}
