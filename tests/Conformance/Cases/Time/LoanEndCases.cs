// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>What becomes of lent time when its owner, its user or their connection goes.</summary>
internal static unsafe class LoanEndCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("donation/ends"u8);
        CaseList.Add("client-deleted-while-its-time-is-lent"u8, SystemCall.Call, &ClientDeleted);
        CaseList.Add("client-suspended-while-its-time-is-lent"u8, SystemCall.Call, &ClientSuspended);
        CaseList.Add("time-deleted-while-it-is-lent"u8, SystemCall.Call, &TimeDeleted);
        CaseList.Add("reply-deleted-while-time-is-lent"u8, SystemCall.Call, &ReplyDeleted);
        CaseList.Add("server-deleted-while-it-has-borrowed"u8, SystemCall.Call, &ServerDeleted);
        CaseList.Add("middle-of-a-chain-deleted"u8, SystemCall.Call, &MiddleDeleted);
        CaseList.Add("unbind-object-returns-borrowed-time"u8, InvocationLabel.SchedContextUnbindObject, &UnbindObjectReturns);
    }

    /// <summary>A server in the middle of a call of a less urgent client: it runs when the case waits.</summary>
    private static Worker* Borrowing(ref Context c, out Worker* client)
    {
        var endpoint = c.Endpoint();
        var server = PassiveServers.SlowServer(ref c, endpoint, 1_000_000_000);
        Check.Success(server->Thread.SetPriority(Root.Thread, Priorities.Case));
        client = c.Started(&Talkers.Call, endpoint, 0, Priorities.Above);
        return server;
    }

    private static void CheckRuns(ref Context c, Worker* server, bool runs)
    {
        Check.Success(server->Thread.Suspend());
        server->Body = &Count;
        server->Progress = 0;
        c.Start(server);
        Kernel.Yield();
        Check.That(server->Progress != 0 == runs);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void ClientDeleted(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        c.Delete(client->Thread.Slot);
        CheckRuns(ref c, server, true);
    }

    private static void ClientSuspended(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        Check.Success(client->Thread.Suspend());
        CheckRuns(ref c, server, true);
    }

    private static void TimeDeleted(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        c.Delete(client->SchedContext.Slot);
        CheckRuns(ref c, server, false);
        Check.Success(c.NewSchedContext(10_000, 10_000).Bind(server->Thread.Slot));
        Kernel.Yield();
        Check.That(server->Progress != 0);
    }

    private static void ReplyDeleted(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        c.Delete(server->Argument1);
        Check.Equal(0, client->Progress);
        CheckRuns(ref c, server, false);
        Check.Equal(Error.IllegalOperation, c.NewSchedContext(1000, 1000).Bind(client->Thread.Slot));
    }

    /// <summary>The time that was lent is not lost: the reply returns it.</summary>
    private static void ServerDeleted(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        c.Delete(server->Thread.Slot);
        Check.Equal(0, client->Progress);
        var message = new Exchange(7);
        message.Send(server->Argument1);
        Check.Equal(1, client->Progress);
        Check.Equal(7, client->Result0);
    }

    /// <summary>A call in the middle of a chain ends: whoever waits for its answer waits on, and those behind it go on.</summary>
    private static void MiddleDeleted(ref Context c)
    {
        var first = c.Endpoint();
        var second = c.Endpoint();
        var third = c.Endpoint();
        var last = PassiveServers.SlowServer(ref c, third, 20_000);
        Check.Success(last->Thread.SetPriority(Root.Thread, Priorities.Below));
        var middle = PassiveServers.PassiveForwarder(ref c, second, third);
        PassiveServers.PassiveForwarder(ref c, first, second);
        var client = c.Worker(&Talkers.Call);
        client->Argument0 = first;
        c.Start(client);
        c.Delete(middle->Argument1);
        Check.Equal(0, client->Progress);
        c.Delete(middle->Thread.Slot);
        c.LetOthersRun();
        Check.Equal(1, last->Progress);
        Check.Equal(0, client->Progress);
    }

    private static void UnbindObjectReturns(ref Context c)
    {
        var server = Borrowing(ref c, out var client);
        Check.Success(client->SchedContext.UnbindObject(server->Thread.Slot));
        Kernel.Yield();
        Check.Equal(0, client->Progress);
        CheckRuns(ref c, server, false);
    }
}
