// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>A thread that helps a case: what it was made of, what it does, and words through which it talks to the case.</summary>
/// <remarks>Lies in the program's data, so that it is there in every address space that has the program's pages.</remarks>
internal unsafe struct Worker
{
    /// <summary>What it does.</summary>
    public delegate*<Worker*, void> Body;

    /// <summary>For the body.</summary>
    public ulong Argument0;

    /// <summary>For the body.</summary>
    public ulong Argument1;

    /// <summary>For the body.</summary>
    public ulong Argument2;

    /// <summary>For the body.</summary>
    public ulong Argument3;

    /// <summary>From the body.</summary>
    public ulong Result0;

    /// <summary>From the body.</summary>
    public ulong Result1;

    /// <summary>From the body.</summary>
    public ulong Result2;

    /// <summary>From the body.</summary>
    public ulong Result3;

    /// <summary>How far it is, for bodies that count.</summary>
    public ulong Progress;

    /// <summary>Whether the body has returned.</summary>
    public ulong Finished;

    /// <summary>Notification that it signals at the end, in its capability space.</summary>
    public ulong DoneSlot;

    /// <summary>Notification that nobody signals, in its capability space.</summary>
    public ulong ParkSlot;

    /// <summary>The same as DoneSlot, in the root task's capability space.</summary>
    public ulong Done;

    /// <summary>Its thread.</summary>
    public Tcb Thread;

    /// <summary>Its scheduling context.</summary>
    public SchedContext SchedContext;

    /// <summary>Where its IPC buffer is.</summary>
    public ulong BufferAddress;

    /// <summary>Top of its stack.</summary>
    public ulong StackTop;

    /// <summary>Its IPC buffer.</summary>
    public readonly MessageBuffer Buffer => new(BufferAddress);

    /// <summary>First instruction of every worker.</summary>
    public static ulong Entry => (ulong)(delegate*<Worker*, void>)&Run;

    private static void Run(Worker* self)
    {
        self->Body(self);
        self->Finished = 1;
        var message = new Exchange(0);
        message.Send(self->DoneSlot);
        while (true)
        {
            message.Wait(self->ParkSlot);
        }
    }
}
