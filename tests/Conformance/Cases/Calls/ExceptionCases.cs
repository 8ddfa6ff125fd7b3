// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>Exceptions and system calls that do not exist: the messages, word by word, and what replies do.</summary>
internal static unsafe class ExceptionCases
{
    private const ulong Division = 0;
    private const ulong Breakpoint = 3;
    private const ulong UndefinedInstruction = 6;
    private const ulong GeneralProtection = 13;
    private const ulong FloatingPointException = 16;

    // Label of the fault that only profiles for debuggers have. Source: libsel4, seL4_Fault_DebugException.
    private const ulong DebugException = 4;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("exception"u8);
        CaseList.Add("undefined-instruction"u8, &Undefined);
        CaseList.Add("division-by-zero"u8, &DivisionByZero);
        CaseList.Add("privileged-instruction"u8, &Privileged);
        CaseList.Add("breakpoint-instruction"u8, &BreakpointInstruction);
        CaseList.Add("software-interrupt"u8, &SoftwareInterrupt);
        CaseList.Add("address-that-is-not-canonical"u8, &NotCanonical);
        CaseList.Add("floating-point-exception"u8, &FloatingPoint);
        CaseList.Add("exception-reply-sets-instruction"u8, &ReplySetsInstruction);
        CaseList.Add("exception-reply-with-a-label-stops"u8, &ReplyWithLabelStops);
        CaseList.Add("exception-reply-without-words-repeats"u8, &ReplyRepeats);
        CaseList.Add("unknown-system-call-has-all-registers"u8, &UnknownCall);
        CaseList.Add("unknown-system-call-reply-sets-registers"u8, &UnknownCallReply);
        CaseList.Add("unknown-system-call-reply-with-a-label-stops"u8, &UnknownCallReplyStops);
    }

    private static void CheckException(ref Context c, delegate*<Worker*, void> body, ulong instruction, ulong number, ulong code)
    {
        var message = Faulting.FaultOf(ref c, body, 0, out var worker, out _);
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Equal((ulong)UserExceptionMessage.Length, message.Length);
        Check.Equal(instruction, message.Word0);
        Check.Between(worker->StackTop - 16384, worker->StackTop, message.Word1);
        Check.Equal(0x202, message.Word2 & 0x3202);
        Check.Equal(number, message.Word3);
        Check.Equal(code, c.Buffer.Word((int)UserExceptionMessage.Code));
    }

    private static void Undefined(ref Context c) =>
        CheckException(ref c, &Faulting.DoUndefined, Faulting.UndefinedAt(), UndefinedInstruction, 0);

    private static void DivisionByZero(ref Context c) => CheckException(ref c, &Faulting.DoDivision, Faulting.DivisionAt(), Division, 0);

    private static void Privileged(ref Context c) =>
        CheckException(ref c, &Faulting.DoPrivileged, Faulting.PrivilegedAt(), GeneralProtection, 0);

    /// <summary>A trap: the instruction pointer is behind it. Source: Intel SDM 3A, 6.15. Debuggers have a fault of their own.</summary>
    private static void BreakpointInstruction(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoBreakpoint, 0, out _, out _);
        Check.Equal(ProfileParameters.HasHardwareDebug ? DebugException : (ulong)FaultType.UserException, message.Label);
        Check.Between(Faulting.BreakpointAt(), Faulting.BreakpointAt() + 1, message.Word0);
        if (!ProfileParameters.HasHardwareDebug)
        {
            Check.Equal(Breakpoint, message.Word3);
        }
    }

    /// <summary>No gate is open to user mode: bit 1 of the error code says that it names one. Source: Intel SDM 3A, 6.13.</summary>
    private static void SoftwareInterrupt(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoInterrupt, 0, out _, out _);
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Equal(Faulting.InterruptAt(), message.Word0);
        Check.Equal(GeneralProtection, message.Word3);
        Check.Equal(2, c.Buffer.Word((int)UserExceptionMessage.Code) & 7);
    }

    private static void NotCanonical(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoRead, 0x0123_4567_89ab_cdef, out _, out _);
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Equal(Faulting.ReadAt(), message.Word0);
        Check.Equal(GeneralProtection, message.Word3);
    }

    private static void FloatingPoint(ref Context c) =>
        CheckException(ref c, &Faulting.DoFloatingPoint, Faulting.FloatingPointAt(), FloatingPointException, 0);

    private static void ReplySetsInstruction(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoUndefined, 0, out var worker, out var reply);
        message.Word0 = Faulting.UndefinedAt() + 2;
        message.Set(0, 1);
        message.Send(reply);
        Check.Equal(1, worker->Progress);
        Check.Equal(1, worker->Result0);
    }

    private static void ReplyWithLabelStops(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoUndefined, 0, out var worker, out var reply);
        message.Word0 = Faulting.UndefinedAt() + 2;
        message.Set(1, 1);
        message.Send(reply);
        Check.Equal(0, worker->Progress);
        Check.Success(worker->Thread.Resume());
        Check.Equal(1, worker->Progress);
    }

    private static void ReplyRepeats(ref Context c)
    {
        var faults = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, c.Badged(faults, 1));
        c.Start(worker);
        var message = new Exchange(0);
        for (var i = 0; i < 5; i++)
        {
            message.NonBlockingReceive(faults, reply);
            Check.Equal(1, message.Badge);
            Check.Equal(Faulting.UndefinedAt(), message.Word0);
            message.Set(0);
            message.Send(reply);
        }
    }

    private static void UnknownCall(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoUnknown, 0x1234, out var worker, out _);
        Check.Equal((ulong)FaultType.UnknownSyscall, message.Label);
        Check.Equal((ulong)UnknownSyscallMessage.Length, message.Length);
        Check.Equal(0x101, message.Word0);
        Check.Equal(0x102, message.Word1);
        Check.Equal(0x1234, message.Word3);
        for (var i = (int)UnknownSyscallMessage.Rsi; i <= (int)UnknownSyscallMessage.R15; i++)
        {
            if (i != (int)UnknownSyscallMessage.R11)
            {
                Check.Equal(0x101 + (ulong)i, c.Buffer.Word(i));
            }
        }

        Check.Equal(Faulting.UnknownAt(), c.Buffer.Word((int)UnknownSyscallMessage.FaultIp));
        Check.Between(
            worker->StackTop - 16384, worker->StackTop, c.Buffer.Word((int)UnknownSyscallMessage.StackPointer));
        Check.Equal(0x202, c.Buffer.Word((int)UnknownSyscallMessage.Flags) & 0x3202);
        Check.Equal(0x1234, c.Buffer.Word((int)UnknownSyscallMessage.Syscall));
    }

    private static void UnknownCallReply(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoUnknown, 0x1234, out var worker, out var reply);
        message.Word0 = 0xbeef;
        c.Buffer.SetWord((int)UnknownSyscallMessage.FaultIp, Faulting.UnknownAt() + 2);
        message.Set(0, (int)UnknownSyscallMessage.Flags + 1);
        message.Send(reply);
        Check.Equal(1, worker->Progress);
        Check.Equal(0xbeef, worker->Result0);
    }

    private static void UnknownCallReplyStops(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoUnknown, 0x1234, out var worker, out var reply);
        message.Set(9, 0);
        message.Send(reply);
        Check.Equal(0, worker->Progress);
    }
}
