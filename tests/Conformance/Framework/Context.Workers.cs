// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Threads that help a case.</summary>
internal unsafe partial struct Context
{
    private const ulong SliceMicroseconds = 10_000;

    /// <summary>A worker with time of its own, in the spaces of the case; it does not run yet.</summary>
    public Worker* Worker(delegate*<Worker*, void> body, ulong priority = Priorities.Above) =>
        Worker(body, priority, Supervisor.WorkerFaults);

    /// <summary>A worker whose faults go to an endpoint; zero for none.</summary>
    public Worker* Worker(delegate*<Worker*, void> body, ulong priority, ulong faultEndpoint)
    {
        Check.That(workerCount < Workers.Count - 1);
        var worker = Workers.At(workerCount);
        workerCount++;
        worker->Body = body;
        worker->Thread = NewThread();
        worker->SchedContext = NewSchedContext(SliceMicroseconds, SliceMicroseconds);
        worker->Done = Notification();
        worker->DoneSlot = worker->Done;
        worker->ParkSlot = Supervisor.Park;
        Check.Success(worker->Thread.Configure(
            Node, 0, Root.Space.Slot, 0, worker->BufferAddress, Root.ImageFrame(worker->BufferAddress).Slot));
        Check.Success(worker->Thread.SetSchedParams(
            Root.Thread, priority, priority, worker->SchedContext, new Endpoint(faultEndpoint)));
        return worker;
    }

    /// <summary>Lets a worker begin.</summary>
    public readonly void Start(Worker* worker, [CallerLineNumber] int line = 0)
    {
        var registers = default(UserContext);
        registers.Rip = Framework.Worker.Entry;
        registers.Rsp = worker->StackTop - 8;
        registers.Rflags = 0x202;
        registers.Rdi = (ulong)worker;
        Check.Equal(Error.NoError, worker->Thread.WriteRegisters(true, 0, UserContext.Length, ref registers), line);
    }

    /// <summary>A worker that has begun, with an argument.</summary>
    public Worker* Started(delegate*<Worker*, void> body, ulong argument0 = 0, ulong argument1 = 0, ulong priority = Priorities.Above)
    {
        var worker = Worker(body, priority);
        worker->Argument0 = argument0;
        worker->Argument1 = argument1;
        Start(worker);
        return worker;
    }

    /// <summary>Waits until a worker's body has returned.</summary>
    public readonly void Join(Worker* worker)
    {
        var message = new Exchange(0);
        while (Volatile.Read(ref worker->Finished) == 0)
        {
            message.Wait(worker->Done);
        }
    }

    /// <summary>Takes a worker's time away.</summary>
    public readonly void MakePassive(Worker* worker) => Check.Success(worker->SchedContext.Unbind());

    /// <summary>Gives up the processor until all threads of lower priority than the case's have nothing to do.</summary>
    /// <remarks>A worker of the lowest priority is the one that ends the wait.</remarks>
    public void LetOthersRun()
    {
        var idle = Worker(&Nothing, 1);
        Start(idle);
        Join(idle);
    }

    /// <summary>Lets time pass.</summary>
    public readonly void Sleep(ulong microseconds)
    {
        var end = Kernel.ReadTicks() + (microseconds * Root.TicksPerMicrosecond);
        while (Kernel.ReadTicks() < end)
        {
        }
    }

    private static void Nothing(Worker* self)
    {
    }
}
