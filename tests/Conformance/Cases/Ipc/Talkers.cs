// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Conformance.Framework;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>What workers of the message cases do. Argument 0 is the capability used, argument 1 what goes with it.</summary>
internal static unsafe class Talkers
{
    /// <summary>Sends one message whose label is argument 1.</summary>
    public static void Send(Worker* self)
    {
        var message = new Exchange(self->Argument1);
        message.Send(self->Argument0);
        self->Progress = 1;
    }

    /// <summary>Sends one message, if somebody waits for it.</summary>
    public static void NonBlockingSend(Worker* self)
    {
        var message = new Exchange(self->Argument1);
        message.NonBlockingSend(self->Argument0);
        self->Progress = 1;
    }

    /// <summary>Calls once, with argument 1 as label and first word; keeps the label and first words of the reply.</summary>
    public static void Call(Worker* self)
    {
        var message = new Exchange(self->Argument1, 1);
        message.Word0 = self->Argument1;
        message.Call(self->Argument0);
        self->Result0 = message.Label;
        self->Result1 = message.Word0;
        self->Result2 = message.Info;
        self->Result3 = message.Badge;
        self->Progress = 1;
    }

    /// <summary>Receives once, with argument 1 as reply object; keeps label, first word, badge and info.</summary>
    public static void Receive(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        Keep(self, message);
    }

    /// <summary>Waits once without a reply object.</summary>
    public static void Wait(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
        Keep(self, message);
    }

    /// <summary>Serves for ever: answers each call with its first word plus one and its label.</summary>
    public static void Serve(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        while (true)
        {
            self->Progress++;
            self->Result0 = message.Badge;
            message.Word0++;
            message.Set(message.Label, 1);
            message.ReplyReceive(self->Argument0, self->Argument1);
        }
    }

    private static void Keep(Worker* self, in Exchange message)
    {
        self->Result0 = message.Label;
        self->Result1 = message.Word0;
        self->Result2 = message.Badge;
        self->Result3 = message.Info;
        self->Progress = 1;
    }
}
