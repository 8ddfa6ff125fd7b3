// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Hardware breakpoints and single stepping of threads. Alias: ThreadDebug. Source: Intel SDM 3B, 17.2, 17.3.</summary>
/// <remarks>Breakpoints lie at user addresses, which the kernel does not use, so they can stay on while it runs. They are loaded
/// when a thread that has some is switched to, and switched off when one that has none follows.</remarks>
public unsafe struct X64ThreadDebug : IThreadDebug
{
    private const ulong DebugVector = 1;
    private const ulong BreakpointVector = 3;
    private const ulong TrapFlag = 0x100;
    private const ulong ResumeFlag = 0x1_0000;
    private const ulong StepStatus = 1 << 14;
    private const ulong NoStatus = 0xffff_0ff0;
    private const ulong EnabledMask = 0x55;

    public static Outcome Invoke(Message* message, Tcb* thread) => X64DebugInvocations.Invoke(message, thread);

    public static void SetStepCount(Tcb* thread, ulong count)
    {
        thread->Arch.Debug.StepInterval = count;
        thread->Arch.Debug.StepsLeft = count;
        thread->Context.Rflags = (thread->Context.Rflags & ~TrapFlag) | StepFlag(thread);
    }

    /// <summary>The flag that makes the processor stop after an instruction, if the kernel has set it for this thread.</summary>
    public static ulong StepFlag(Tcb* thread) => thread->Arch.Debug.StepInterval == 0 ? 0 : TrapFlag;

    /// <summary>Sets or removes a breakpoint; one of the running thread takes effect at once.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="number">Which breakpoint.</param>
    /// <param name="address">Where.</param>
    /// <param name="isEnabled">Whether it is on.</param>
    /// <param name="condition">Kind of access (bits 1..0) and length (bits 3..2) as DR7 has them.</param>
    public static void Set(Tcb* thread, int number, ulong address, bool isEnabled, ulong condition)
    {
        X64DebugState* debug = &thread->Arch.Debug;
        ulong cleared = debug->Control & ~((0xful << ConditionShift(number)) | (1ul << (2 * number)));
        debug->Control = cleared | (condition << ConditionShift(number)) | (isEnabled ? 1ul << (2 * number) : 0);
        debug->Addresses[number] = address;
        if (thread == Machine.State->CurrentThread)
        {
            SwitchTo(&Machine.State->Arch.Processor, thread);
        }
    }

    /// <summary>Whether a breakpoint of a thread is on.</summary>
    public static bool IsEnabled(X64DebugState* debug, int number) => (debug->Control >> (2 * number) & 1) != 0;

    /// <summary>Kind of access (bits 1..0) and length (bits 3..2) of a breakpoint as DR7 has them.</summary>
    public static ulong Condition(X64DebugState* debug, int number) => debug->Control >> ConditionShift(number) & 0xf;

    /// <summary>Puts a thread's breakpoints in force, or nobody's.</summary>
    public static void SwitchTo(X64ProcessorState* processor, Tcb* thread)
    {
        X64DebugState* debug = &thread->Arch.Debug;
        bool hasBreakpoints = (debug->Control & EnabledMask) != 0;
        if (hasBreakpoints)
        {
            Hardware.LoadBreakpoints(debug->Addresses, debug->Control);
        }
        else if (processor->HasBreakpoints)
        {
            Hardware.DisableBreakpoints();
        }

        processor->HasBreakpoints = hasBreakpoints;
    }

    /// <summary>Serves an exception in user mode that is a breakpoint or a single step.</summary>
    public static bool TryTrap(ulong vector)
    {
        switch (vector)
        {
            case BreakpointVector:
                _ = Exceptions.DebugException(BreakpointKind.SoftwareBreakRequest, 0, 0);
                return true;
            case DebugVector:
                ulong status = Hardware.ReadDebugStatus();
                Hardware.WriteDebugStatus(NoStatus);
                Report(Machine.State->CurrentThread, status);
                return true;
            default:
                return false;
        }
    }

    private static int ConditionShift(int number) => 16 + (4 * number);

    private static void Report(Tcb* thread, ulong status)
    {
        X64DebugState* debug = &thread->Arch.Debug;
        for (int number = 0; number < Limits.HardwareBreakpointCount; number++)
        {
            if ((status >> number & 1) != 0 && IsEnabled(debug, number))
            {
                ReportBreakpoint(thread, number);
                return;
            }
        }

        if ((status & StepStatus) == 0)
        {
            _ = Exceptions.DebugException(BreakpointKind.SoftwareBreakRequest, 0, 0);
        }
        else if (debug->StepsLeft > 1)
        {
            debug->StepsLeft--;
        }
        else
        {
            debug->StepsLeft = debug->StepInterval;
            _ = Exceptions.DebugException(BreakpointKind.SingleStep, X64ThreadContext.GetFaultIp(thread), 0);
        }
    }

    /// <summary>An instruction with a breakpoint has not been executed: the resume flag lets it be, when the thread goes on.</summary>
    private static void ReportBreakpoint(Tcb* thread, int number)
    {
        X64DebugState* debug = &thread->Arch.Debug;
        bool isInstruction = Condition(debug, number) == 0;
        BreakpointKind kind = isInstruction ? BreakpointKind.Instruction : BreakpointKind.Data;
        bool isTold = Exceptions.DebugException(kind, debug->Addresses[number], (ulong)number);
        if (isTold && isInstruction)
        {
            thread->Context.Rflags |= ResumeFlag;
        }
    }
}
