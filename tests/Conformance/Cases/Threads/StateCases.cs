// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Threads;

/// <summary>TCB_Suspend, Resume, SetTLSBase, SetFlags.</summary>
internal static unsafe class StateCases
{
    private const InvocationLabel Suspend = InvocationLabel.TcbSuspend;
    private const InvocationLabel Resume = InvocationLabel.TcbResume;
    private const InvocationLabel TlsBase = InvocationLabel.TcbSetTlsBase;
    private const InvocationLabel Flags = InvocationLabel.TcbSetFlags;

    private static ulong storage;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("thread/state"u8);
        CaseList.Add("suspend-stops-and-resume-goes-on"u8, Suspend, &StopsAndGoesOn);
        CaseList.Add("suspend-twice"u8, Suspend, &SuspendTwice);
        CaseList.Add("suspend-of-oneself"u8, Suspend, &SuspendOfOneself);
        CaseList.Add("suspend-of-a-thread-never-started"u8, Suspend, &SuspendOfNew);
        CaseList.Add("suspend-of-a-thread-waiting-for-its-refill"u8, Suspend, &SuspendOfPostponed);
        CaseList.Add("resume-of-a-running-thread"u8, Resume, &ResumeOfRunning);
        CaseList.Add("resume-of-a-waiting-thread-repeats"u8, Resume, &ResumeOfWaiting);
        CaseList.Add("resume-without-time"u8, Resume, &ResumeWithoutTime);
        CaseList.Add("resume-after-a-fault-repeats-the-instruction"u8, Resume, &ResumeAfterAFault);
        CaseList.Add("unknown-label"u8, Resume, &UnknownLabel);
        CaseList.Add("thread-local-storage"u8, TlsBase, &ThreadLocalStorage);
        CaseList.Add("thread-local-storage-of-another"u8, TlsBase, &StorageOfAnother);
        CaseList.Add("thread-local-storage-message-too-short"u8, TlsBase, &StorageTooShort);
        CaseList.Add("flags-are-set-and-cleared"u8, Flags, &FlagsAreSet);
        CaseList.Add("unknown-flags-stay-clear"u8, Flags, &UnknownFlags);
        CaseList.Add("flags-message-too-short"u8, Flags, &FlagsTooShort);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void StopsAndGoesOn(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        Check.Success(worker->Thread.Suspend());
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
        Check.Success(worker->Thread.Resume());
        Kernel.Yield();
        Check.That(worker->Progress > before);
    }

    private static void SuspendTwice(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(worker->Thread.Suspend());
        Check.Success(worker->Thread.Suspend());
        Check.Success(worker->Thread.Resume());
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void SuspendSelf(Worker* self)
    {
        self->Progress = 1;
        var message = new Exchange((ulong)InvocationLabel.TcbSuspend);
        message.Call(self->Thread.Slot);
        self->Progress = 2;
    }

    private static void SuspendOfOneself(ref Context c)
    {
        var worker = c.Started(&SuspendSelf);
        Check.Equal(1, worker->Progress);
        Check.Success(worker->Thread.Resume());
        Check.Equal(2, worker->Progress);
    }

    private static void SuspendOfNew(ref Context c) => Check.Success(c.NewThread().Suspend());

    private static void SuspendOfPostponed(ref Context c)
    {
        var worker = c.Worker(&Count);
        Check.Success(Root.SchedControl.ConfigureFlags(worker->SchedContext, 500, 20_000, 0, 0, SchedContextFlags.None));
        c.Start(worker);
        Check.Success(worker->Thread.Suspend());
        var before = worker->Progress;
        c.Sleep(50_000);
        Check.Equal(before, worker->Progress);
        Check.Success(worker->Thread.Resume());
        c.Sleep(50_000);
        Check.That(worker->Progress > before);
    }

    private static void ResumeOfRunning(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(worker->Thread.Resume());
        Kernel.Yield();
        Check.That(worker->Progress != 0);
        Check.Success(c.Thread.Resume());
    }

    private static void ResumeOfWaiting(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, endpoint, 4);
        Check.Success(worker->Thread.Resume());
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(4, message.Label);
        Check.Equal(1, worker->Progress);
    }

    private static void ResumeWithoutTime(ref Context c)
    {
        var worker = c.Worker(&Count);
        Check.Success(worker->SchedContext.Unbind());
        c.Start(worker);
        Check.Success(worker->Thread.Resume());
        Check.Equal(0, worker->Progress);
    }

    private static void Touch(Worker* self)
    {
        *(ulong*)self->Argument0 = 9;
        self->Progress = 1;
    }

    private static void ResumeAfterAFault(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var worker = c.Worker(&Touch, Priorities.Above, 0);
        worker->Argument0 = Address;
        c.Start(worker);
        Check.Equal(0, worker->Progress);
        c.MappedFrame(Root.Space, Address);
        Check.Success(worker->Thread.Resume());
        Check.Equal(1, worker->Progress);
        Check.Equal(9, *(ulong*)Address);
    }

    private static void UnknownLabel(ref Context c)
    {
        var thread = c.NewThread().Slot;
        Check.Equal(Error.IllegalOperation, c.Invoke(thread, InvocationLabel.Invalid));
        Check.Equal(Error.IllegalOperation, c.Invoke(thread, InvocationLabel.UntypedRetype));
        Check.Equal(Error.IllegalOperation, c.Invoke(thread, InvocationLabel.CNodeRevoke));
        Check.Equal(Error.IllegalOperation, c.Invoke(thread, (InvocationLabel)0x7ffff));
    }

    [RuntimeImport("conformance_read_fs")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadThreadLocal();

    private static void ReadOwn(Worker* self)
    {
        self->Result0 = ReadThreadLocal();
        Kernel.Yield();
        self->Result1 = ReadThreadLocal();
    }

    private static void ThreadLocalStorage(ref Context c)
    {
        storage = 0x1122;
        Check.Success(c.Thread.SetTlsBase((ulong)Unsafe.AsPointer(ref storage)));
        Check.Equal(0x1122, ReadThreadLocal());
    }

    private static void StorageOfAnother(ref Context c)
    {
        storage = 0x3344;
        var worker = c.Worker(&ReadOwn);
        Check.Success(worker->Thread.SetTlsBase((ulong)Unsafe.AsPointer(ref storage)));
        var registers = default(UserContext);
        Check.Success(worker->Thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal((ulong)Unsafe.AsPointer(ref storage), registers.FsBase);
        registers.Rip = Worker.Entry;
        registers.Rsp = worker->StackTop - 8;
        registers.Rflags = 0x202;
        registers.Rdi = (ulong)worker;
        Check.Success(worker->Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
        c.Join(worker);
        Check.Equal(0x3344, worker->Result0);
        Check.Equal(0x3344, worker->Result1);
    }

    private static void StorageTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, TlsBase));

    private static void FlagsAreSet(ref Context c)
    {
        var thread = c.NewThread();
        Check.Success(thread.SetFlags(TcbFlags.None, TcbFlags.None, out var flags));
        Check.Equal((ulong)TcbFlags.None, (ulong)flags);
        Check.Success(thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out flags));
        Check.Equal((ulong)TcbFlags.FpuDisabled, (ulong)flags);
        Check.Success(thread.SetFlags(TcbFlags.FpuDisabled, TcbFlags.None, out flags));
        Check.Equal((ulong)TcbFlags.None, (ulong)flags);
    }

    private static void UnknownFlags(ref Context c)
    {
        var thread = c.NewThread();
        Check.Success(thread.SetFlags(TcbFlags.None, (TcbFlags)0xfffe, out var flags));
        Check.Equal(0, (ulong)flags);
    }

    private static void FlagsTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Flags, 1));
}
