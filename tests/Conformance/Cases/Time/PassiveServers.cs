// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>Servers without time of their own.</summary>
internal static unsafe class PassiveServers
{
    /// <summary>Serves argument 0 with reply object argument 1, argument 2 microseconds for each call.</summary>
    public static void ServeSlowly(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        while (true)
        {
            var end = Kernel.ReadTicks() + (self->Argument2 * Root.TicksPerMicrosecond);
            while (Kernel.ReadTicks() < end)
            {
            }

            self->Progress++;
            message.ReplyReceive(self->Argument0, self->Argument1);
        }
    }

    /// <summary>A passive server that takes its time, with a timeout handler or none.</summary>
    public static Worker* SlowServer(ref Context c, ulong endpoint, ulong microseconds, ulong timeoutHandler = 0)
    {
        var server = c.Worker(&ServeSlowly);
        server->Argument0 = endpoint;
        server->Argument1 = c.Reply();
        server->Argument2 = microseconds;
        Check.Success(server->Thread.SetTimeoutEndpoint(new Endpoint(timeoutHandler)));
        c.Start(server);
        c.MakePassive(server);
        return server;
    }

    /// <summary>Serves argument 0 with reply object argument 1 by calling argument 2; adds 10 to the answer.</summary>
    public static void Forward(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        while (true)
        {
            message.Set(message.Label, 1);
            message.Call(self->Argument2);
            message.Word0 += 10;
            message.Set(message.Label, 1);
            self->Progress++;
            message.ReplyReceive(self->Argument0, self->Argument1);
        }
    }

    /// <summary>A passive server that calls the next one.</summary>
    public static Worker* PassiveForwarder(ref Context c, ulong endpoint, ulong next)
    {
        var worker = c.Worker(&Forward);
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        worker->Argument2 = next;
        c.Start(worker);
        c.MakePassive(worker);
        return worker;
    }
}
