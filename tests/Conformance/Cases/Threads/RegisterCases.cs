// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Threads;

/// <summary>TCB_ReadRegisters, WriteRegisters, CopyRegisters.</summary>
internal static unsafe class RegisterCases
{
    private const InvocationLabel Read = InvocationLabel.TcbReadRegisters;
    private const InvocationLabel Write = InvocationLabel.TcbWriteRegisters;
    private const InvocationLabel Copy = InvocationLabel.TcbCopyRegisters;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("thread/registers"u8);
        CaseList.Add("what-is-written-is-read"u8, Read, &WrittenIsRead);
        CaseList.Add("a-prefix-is-read"u8, Read, &PrefixIsRead);
        CaseList.Add("read-suspends"u8, Read, &ReadSuspends);
        CaseList.Add("read-leaves-running"u8, Read, &ReadLeavesRunning);
        CaseList.Add("read-of-the-caller"u8, Read, &ReadOfTheCaller);
        CaseList.Add("read-of-none"u8, Read, &ReadOfNone);
        CaseList.Add("read-of-too-many"u8, Read, &ReadOfTooMany);
        CaseList.Add("read-message-too-short"u8, Read, &ReadTooShort);
        CaseList.Add("a-prefix-is-written"u8, Write, &PrefixIsWritten);
        CaseList.Add("write-resumes"u8, Write, &WriteResumes);
        CaseList.Add("write-does-not-resume"u8, Write, &WriteDoesNotResume);
        CaseList.Add("write-of-more-than-there-are"u8, Write, &WriteOfMore);
        CaseList.Add("write-of-the-caller"u8, Write, &WriteOfTheCaller);
        CaseList.Add("write-message-too-short"u8, Write, &WriteTooShort);
        CaseList.Add("write-message-shorter-than-its-count"u8, Write, &WriteShorterThanCount);
        CaseList.Add("dangerous-flags-are-not-taken"u8, Write, &DangerousFlags);
        CaseList.Add("an-instruction-outside-user-memory-faults"u8, Write, &InstructionOutside);
        CaseList.Add("a-waiting-thread-goes-on-where-it-is-told"u8, Write, &WaitingThreadGoesOn);
        CaseList.Add("copy-frame"u8, Copy, &CopyFrame);
        CaseList.Add("copy-integer"u8, Copy, &CopyInteger);
        CaseList.Add("copy-nothing"u8, Copy, &CopyNothing);
        CaseList.Add("copy-suspends-and-resumes"u8, Copy, &CopySuspendsAndResumes);
        CaseList.Add("copy-from-something-else"u8, Copy, &CopyFromSomethingElse);
        CaseList.Add("copy-message-too-short"u8, Copy, &CopyTooShort);
        CaseList.Add("copy-without-a-source"u8, Copy, &CopyWithoutASource);
    }

    private static UserContext Pattern(ulong seed)
    {
        var registers = default(UserContext);
        var words = (ulong*)&registers;
        for (ulong i = 0; i < UserContext.Length; i++)
        {
            words[i] = seed + i;
        }

        registers.Rip = 0x40_0000 + seed;
        registers.Rflags = 0x246;
        registers.FsBase = 0x1000 + seed;
        registers.GsBase = 0x2000 + seed;
        return registers;
    }

    private static void CheckPattern(Tcb thread, ulong seed)
    {
        var expected = Pattern(seed);
        var actual = default(UserContext);
        Check.Success(thread.ReadRegisters(false, 0, UserContext.Length, ref actual));
        for (var i = 0; i < UserContext.Length; i++)
        {
            Check.Equal(((ulong*)&expected)[i], ((ulong*)&actual)[i]);
        }
    }

    private static void WrittenIsRead(ref Context c)
    {
        var thread = c.NewThread();
        var registers = Pattern(100);
        Check.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        CheckPattern(thread, 100);
    }

    private static void PrefixIsRead(ref Context c)
    {
        var thread = c.NewThread();
        var registers = Pattern(100);
        Check.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        var message = new Exchange((ulong)Read, 2) { Word1 = 3 };
        message.Call(thread.Slot);
        Check.Equal(0, message.Label);
        Check.Equal(3, message.Length);
        Check.Equal(registers.Rip, message.Word0);
        Check.Equal(registers.Rsp, message.Word1);
        Check.Equal(registers.Rflags, message.Word2);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void ReadSuspends(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        var registers = default(UserContext);
        Check.Success(worker->Thread.ReadRegisters(true, 0, UserContext.Length, ref registers));
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
    }

    private static void ReadLeavesRunning(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        var registers = default(UserContext);
        Check.Success(worker->Thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        var before = worker->Progress;
        Kernel.Yield();
        Check.That(worker->Progress > before);
    }

    private static void ReadOfTheCaller(ref Context c)
    {
        var registers = default(UserContext);
        Check.Equal(Error.IllegalOperation, c.Thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
    }

    private static void ReadOfNone(ref Context c)
    {
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, 0);
        Check.Equal(Error.RangeError, c.Invoke(c.NewThread().Slot, Read, 2));
        Check.Detail(0, 1);
        Check.Detail(1, UserContext.Length);
    }

    private static void ReadOfTooMany(ref Context c)
    {
        var thread = c.NewThread();
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, UserContext.Length + 1);
        Check.Equal(Error.RangeError, c.Invoke(thread.Slot, Read, 2));
    }

    private static void ReadTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Read, 1));

    private static void PrefixIsWritten(ref Context c)
    {
        var thread = c.NewThread();
        var registers = Pattern(100);
        Check.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        registers = Pattern(500);
        Check.Success(thread.WriteRegisters(false, 0, 2, ref registers));
        Check.Success(thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0x40_0000 + 500, registers.Rip);
        Check.Equal(501, registers.Rsp);
        Check.Equal(103, registers.Rax);
    }

    private static void WriteResumes(ref Context c)
    {
        var worker = c.Worker(&Count, Priorities.Case);
        c.Start(worker);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void WriteDoesNotResume(ref Context c)
    {
        var worker = c.Worker(&Count, Priorities.Above);
        var registers = default(UserContext);
        registers.Rip = Worker.Entry;
        registers.Rsp = worker->StackTop - 8;
        registers.Rflags = 0x202;
        registers.Rdi = (ulong)worker;
        Check.Success(worker->Thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0, worker->Progress);
    }

    private static void WriteOfMore(ref Context c)
    {
        var thread = c.NewThread();
        var slot = thread.Slot;
        c.Buffer.Fill(0x700);
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, 60);
        Check.Success(c.Invoke(slot, Write, 62));
        var registers = default(UserContext);
        Check.Success(thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0x702, registers.Rip);
        Check.Equal(0x700 + 19, registers.R15);
    }

    private static void WriteOfTheCaller(ref Context c)
    {
        var registers = Pattern(0);
        Check.Equal(Error.IllegalOperation, c.Thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
    }

    private static void WriteTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Write, 1));

    private static void WriteShorterThanCount(ref Context c)
    {
        var slot = c.NewThread().Slot;
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, 10);
        Check.Equal(Error.TruncatedMessage, c.Invoke(slot, Write, 11));
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, ulong.MaxValue);
        Check.Equal(Error.TruncatedMessage, c.Invoke(slot, Write, 22));
    }

    /// <summary>Interrupts cannot be switched off, nor the I/O privilege level raised. Source: Intel SDM 1, 3.4.3.</summary>
    private static void DangerousFlags(ref Context c)
    {
        const ulong InterruptFlag = 1 << 9;
        const ulong PrivilegeLevel = 3 << 12;
        const ulong NestedTask = 1 << 14;
        var thread = c.NewThread();
        var registers = default(UserContext);
        registers.Rflags = PrivilegeLevel | NestedTask;
        Check.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        Check.Success(thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(InterruptFlag, registers.Rflags & (InterruptFlag | PrivilegeLevel | NestedTask));
    }

    private static void InstructionOutside(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Count, Priorities.Above, faults);
        var registers = default(UserContext);
        registers.Rflags = 0x202;
        for (var i = 0; i < 3; i++)
        {
            registers.Rip = i == 0 ? 0xffff_ffff_8000_0000 : i == 1 ? 0x8000_0000_0000ul : 0x1_0000ul;
            Check.Success(worker->Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
            var message = new Exchange(0);
            message.Receive(faults, c.Reply());
            Check.That(message.Label is (ulong)FaultType.VmFault or (ulong)FaultType.UserException);
        }
    }

    private static void WaitForever(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
        self->Result0 = 1;
    }

    private static void WaitingThreadGoesOn(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var worker = c.Started(&WaitForever, notification);
        worker->Body = &Count;
        Check.Success(worker->Thread.SetPriority(Root.Thread, Priorities.Case));
        c.Start(worker);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
        Check.Equal(0, worker->Result0);
        Kernel.Signal(notification);
        Check.Equal(1, Kernel.Poll(notification));
    }

    private static void TwoThreads(ref Context c, out Tcb target, out Tcb source)
    {
        target = c.NewThread();
        source = c.NewThread();
        var registers = Pattern(100);
        Check.Success(target.WriteRegisters(false, 0, UserContext.Length, ref registers));
        registers = Pattern(500);
        Check.Success(source.WriteRegisters(false, 0, UserContext.Length, ref registers));
    }

    private static void CopyFrame(ref Context c)
    {
        TwoThreads(ref c, out var target, out var source);
        Check.Success(target.CopyRegisters(source, false, false, true, false, 0));
        var registers = default(UserContext);
        Check.Success(target.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0x40_0000 + 500, registers.Rip);
        Check.Equal(501, registers.Rsp);
        CheckPattern(source, 500);
    }

    private static void CopyInteger(ref Context c)
    {
        TwoThreads(ref c, out var target, out var source);
        Check.Success(target.CopyRegisters(source, false, false, true, true, 0));
        CheckPattern(target, 500);
    }

    private static void CopyNothing(ref Context c)
    {
        TwoThreads(ref c, out var target, out var source);
        Check.Success(target.CopyRegisters(source, false, false, false, false, 0));
        CheckPattern(target, 100);
    }

    private static void CopySuspendsAndResumes(ref Context c)
    {
        var running = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        var other = c.Worker(&Count, Priorities.Case);
        Check.Success(other->Thread.CopyRegisters(running->Thread, true, true, true, true, 0));
        var before = running->Progress;
        Check.Success(running->SchedContext.Unbind());
        Kernel.Yield();
        Check.That(running->Progress > before);
    }

    private static void CopyFromSomethingElse(ref Context c)
    {
        Check.Equal(
            Error.InvalidCapability, c.NewThread().CopyRegisters(new Tcb(c.Endpoint()), false, false, true, true, 0));
        Check.Detail(0, 1);
    }

    private static void CopyTooShort(ref Context c)
    {
        var slot = c.NewThread().Slot;
        c.Buffer.SetCap(0, slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(slot, Copy, 0, 1));
    }

    private static void CopyWithoutASource(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Copy, 1));
}
