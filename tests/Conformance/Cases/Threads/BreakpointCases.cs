// SPDX-License-Identifier: BSD-2-Clause
#if CAPROCK_HARDWARE_DEBUG
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Threads;

/// <summary>TCB_SetBreakpoint, GetBreakpoint, UnsetBreakpoint, ConfigureSingleStepping.</summary>
/// <remarks>There are four breakpoints. Source: Intel SDM 3B, 17.2.1.</remarks>
internal static unsafe class BreakpointCases
{
    private const InvocationLabel Set = InvocationLabel.TcbSetBreakpoint;
    private const InvocationLabel Get = InvocationLabel.TcbGetBreakpoint;
    private const InvocationLabel Unset = InvocationLabel.TcbUnsetBreakpoint;
    private const InvocationLabel Step = InvocationLabel.TcbConfigureSingleStepping;
    private const ushort Count = 4;

    private static ulong watched;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("thread/breakpoint"u8);
        CaseList.Add("instruction"u8, Set, &Instruction);
        CaseList.Add("write"u8, Set, &Write);
        CaseList.Add("read-or-write"u8, Set, &ReadOrWrite);
        CaseList.Add("write-is-not-read"u8, Set, &WriteIsNotRead);
        CaseList.Add("another-thread-is-not-stopped"u8, Set, &AnotherThread);
        CaseList.Add("what-was-set-is-read"u8, Get, &SetIsRead);
        CaseList.Add("one-that-is-not-set"u8, Get, &NotSet);
        CaseList.Add("after-unset-nothing-happens"u8, Unset, &AfterUnset);
        CaseList.Add("address-not-aligned"u8, Set, &NotAligned);
        CaseList.Add("address-of-the-kernel"u8, Set, &KernelAddress);
        CaseList.Add("size-that-does-not-exist"u8, Set, &NoSuchSize);
        CaseList.Add("size-of-an-instruction"u8, Set, &InstructionSize);
        CaseList.Add("write-of-an-instruction"u8, Set, &InstructionWrite);
        CaseList.Add("kind-that-cannot-be-set"u8, Set, &NoSuchKind);
        CaseList.Add("number-too-large"u8, Set, &NumberTooLarge);
        CaseList.Add("get-number-too-large"u8, Get, &GetNumberTooLarge);
        CaseList.Add("unset-number-too-large"u8, Unset, &UnsetNumberTooLarge);
        CaseList.Add("messages-too-short"u8, Set, &TooShort);
        CaseList.Add("steps"u8, Step, &Steps);
        CaseList.Add("steps-are-ended"u8, Step, &StepsAreEnded);
        CaseList.Add("steps-message-too-short"u8, Step, &StepsTooShort);
        CaseList.Add("break-instruction"u8, Set, &BreakInstruction);
    }

    private static ulong Watched => (ulong)Unsafe.AsPointer(ref watched);

    private static void Touch(Worker* self)
    {
        self->Result0 = Volatile.Read(ref watched);
        self->Progress = 1;
        Volatile.Write(ref watched, 5);
        self->Progress = 2;
    }

    /// <summary>A worker with a breakpoint, and the message about it.</summary>
    private static Exchange Hit(
        ref Context c, ushort number, ulong address, BreakpointKind kind, ulong size, BreakpointAccess access,
        out Worker* worker, out ulong reply)
    {
        var faults = c.Endpoint();
        reply = c.Reply();
        worker = c.Worker(&Touch, Priorities.Above, faults);
        Check.Success(worker->Thread.SetBreakpoint(number, address, kind, size, access));
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, reply);
        Check.Equal((ulong)FaultType.DebugException, message.Label);
        Check.Equal((ulong)DebugExceptionMessage.Length, message.Length);
        return message;
    }

    private static void Instruction(ref Context c)
    {
        for (ushort i = 0; i < Count; i++)
        {
            var address = (ulong)(delegate*<Worker*, void>)&Touch;
            var message = Hit(ref c, i, address, BreakpointKind.Instruction, 0, BreakpointAccess.Read, out var worker, out var reply);
            Check.Equal(address, message.Word0);
            Check.Equal((ulong)BreakpointKind.Instruction, message.Word1);
            Check.Equal(i, message.Word3);
            Check.Equal(0, worker->Progress);
            message.Set(0);
            message.Send(reply);
            Check.Equal(2, worker->Progress);
        }
    }

    private static void Write(ref Context c)
    {
        for (ushort i = 0; i < Count; i++)
        {
            var message = Hit(ref c, i, Watched, BreakpointKind.Data, 8, BreakpointAccess.Write, out var worker, out var reply);
            Check.Equal((ulong)BreakpointKind.Data, message.Word1);
            Check.Equal(Watched, message.Word2);
            Check.Equal(i, message.Word3);
            Check.Equal(1, worker->Progress);
            Check.Equal(5, watched);
            message.Set(0);
            message.Send(reply);
            Check.Equal(2, worker->Progress);
        }
    }

    private static void ReadOrWrite(ref Context c)
    {
        var message = Hit(ref c, 1, Watched, BreakpointKind.Data, 4, BreakpointAccess.ReadWrite, out var worker, out _);
        Check.Equal((ulong)BreakpointKind.Data, message.Word1);
        Check.Equal(Watched, message.Word2);
        Check.Equal(0, worker->Progress);
    }

    private static void ReadOnly(Worker* self)
    {
        self->Result0 = Volatile.Read(ref watched);
        self->Progress = 1;
    }

    private static void WriteIsNotRead(ref Context c)
    {
        var worker = c.Worker(&ReadOnly);
        Check.Success(worker->Thread.SetBreakpoint(0, Watched, BreakpointKind.Data, 8, BreakpointAccess.Write));
        c.Start(worker);
        Check.Equal(1, worker->Progress);
    }

    private static void AnotherThread(ref Context c)
    {
        var watcher = c.Worker(&Touch);
        Check.Success(watcher->Thread.SetBreakpoint(0, Watched, BreakpointKind.Data, 8, BreakpointAccess.ReadWrite));
        var worker = c.Started(&Touch);
        Check.Equal(2, worker->Progress);
    }

    private static void SetIsRead(ref Context c)
    {
        var thread = c.NewThread();
        for (ushort i = 0; i < Count; i++)
        {
            Check.Success(thread.SetBreakpoint(i, 0x1000 + (8ul * i), BreakpointKind.Data, 1ul << i, BreakpointAccess.ReadWrite));
        }

        for (ushort i = 0; i < Count; i++)
        {
            Check.Success(thread.GetBreakpoint(i, out var address, out var kind, out var size, out var access, out var isEnabled));
            Check.Equal(0x1000 + (8ul * i), address);
            Check.Equal((ulong)BreakpointKind.Data, (ulong)kind);
            Check.Equal(1ul << i, size);
            Check.Equal((ulong)BreakpointAccess.ReadWrite, (ulong)access);
            Check.That(isEnabled);
        }
    }

    private static void NotSet(ref Context c)
    {
        Check.Success(c.NewThread().GetBreakpoint(2, out _, out _, out _, out _, out var isEnabled));
        Check.That(!isEnabled);
    }

    private static void AfterUnset(ref Context c)
    {
        var worker = c.Worker(&Touch);
        Check.Success(worker->Thread.SetBreakpoint(3, Watched, BreakpointKind.Data, 8, BreakpointAccess.Write));
        Check.Success(worker->Thread.UnsetBreakpoint(3));
        Check.Success(worker->Thread.GetBreakpoint(3, out _, out _, out _, out _, out var isEnabled));
        Check.That(!isEnabled);
        c.Start(worker);
        Check.Equal(2, worker->Progress);
    }

    private static Error TrySet(
        ref Context c, ulong address, BreakpointKind kind, ulong size, BreakpointAccess access, ushort number = 0) =>
        c.NewThread().SetBreakpoint(number, address, kind, size, access);

    private static void NotAligned(ref Context c)
    {
        Check.Equal(Error.AlignmentError, TrySet(ref c, 0x1004, BreakpointKind.Data, 8, BreakpointAccess.Write));
        Check.Equal(Error.AlignmentError, TrySet(ref c, 0x1001, BreakpointKind.Data, 2, BreakpointAccess.Write));
    }

    private static void KernelAddress(ref Context c)
    {
        Check.Equal(
            Error.InvalidArgument, TrySet(ref c, 0xffff_ffff_8000_0000, BreakpointKind.Data, 8, BreakpointAccess.Write));
        Check.Equal(
            Error.InvalidArgument, TrySet(ref c, 0xffff_ffff_8000_0000, BreakpointKind.Instruction, 0, BreakpointAccess.Read));
    }

    private static void NoSuchSize(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.Data, 3, BreakpointAccess.Write));
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.Data, 16, BreakpointAccess.Write));
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.Data, 0, BreakpointAccess.Write));
    }

    private static void InstructionSize(ref Context c) =>
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.Instruction, 1, BreakpointAccess.Read));

    private static void InstructionWrite(ref Context c) =>
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.Instruction, 0, BreakpointAccess.Write));

    private static void NoSuchKind(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, BreakpointKind.SingleStep, 0, BreakpointAccess.Read));
        Check.Equal(Error.InvalidArgument, TrySet(ref c, 0x1000, (BreakpointKind)77, 0, BreakpointAccess.Read));
    }

    private static void NumberTooLarge(ref Context c)
    {
        Check.Equal(Error.RangeError, TrySet(ref c, 0x1000, BreakpointKind.Instruction, 0, BreakpointAccess.Read, Count));
        Check.Detail(0, 0);
        Check.Detail(1, Count - 1);
    }

    private static void GetNumberTooLarge(ref Context c) =>
        Check.Equal(Error.RangeError, c.NewThread().GetBreakpoint(Count, out _, out _, out _, out _, out _));

    private static void UnsetNumberTooLarge(ref Context c) =>
        Check.Equal(Error.RangeError, c.NewThread().UnsetBreakpoint(Count));

    private static void TooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Set, 4));
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Get));
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Unset));
    }

    /// <summary>Each message comes one instruction after the one before.</summary>
    private static void Steps(ref Context c)
    {
        var faults = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Worker(&Touch, Priorities.Above, faults);
        Check.Success(worker->Thread.ConfigureSingleStepping(0, 1, out var isConsumed));
        Check.That(!isConsumed);
        c.Start(worker);
        ulong previous = 0;
        for (var i = 0; i < 10; i++)
        {
            var message = new Exchange(0);
            message.NonBlockingReceive(faults, reply);
            Check.Equal((ulong)FaultType.DebugException, message.Label);
            Check.Equal((ulong)BreakpointKind.SingleStep, message.Word1);
            Check.That(message.Word0 != previous);
            previous = message.Word0;
            message.Set(0, 1);
            message.Word0 = 1;
            message.Send(reply);
        }
    }

    private static void StepsAreEnded(ref Context c)
    {
        var faults = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Worker(&Touch, Priorities.Above, faults);
        Check.Success(worker->Thread.ConfigureSingleStepping(0, 1, out _));
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, reply);
        Check.Equal((ulong)FaultType.DebugException, message.Label);
        Check.Success(worker->Thread.ConfigureSingleStepping(0, 0, out _));
        message.Set(0);
        message.Send(reply);
        Check.Equal(2, worker->Progress);
    }

    private static void StepsTooShort(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Step, 1));

    private static void Break(Worker* self) => self->Result0 = Calls.Faulting.ExecuteBreakpoint();

    private static void BreakInstruction(ref Context c)
    {
        var faults = c.Endpoint();
        c.Start(c.Worker(&Break, Priorities.Above, faults));
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.DebugException, message.Label);
        Check.Equal((ulong)BreakpointKind.SoftwareBreakRequest, message.Word1);
    }
}
#endif
