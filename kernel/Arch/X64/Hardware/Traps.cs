// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the entry stubs arrive in C#.</summary>
public static unsafe partial class Traps
{
    // Source: Intel SDM 3A, table 6-1.
    private const ulong DeviceNotAvailable = 7;
    private const ulong PageFault = 14;
    private const ulong WasInstructionFetch = 1 << 4;

    /// <summary>A system call; the number is as signed as the ABI's. The result is the thread that goes on.</summary>
    [RuntimeExport("caprock_system_call")]
    public static Tcb* SystemCall(ulong capability, ulong info, long number, ulong nowTicks) =>
        SystemCalls.Handle(capability, info, number, nowTicks);

    /// <summary>An exception in user mode, or an interrupt. The result is the thread that goes on.</summary>
    [RuntimeExport("caprock_interrupt")]
    public static Tcb* Interrupt(ulong vector, ulong error)
    {
        ulong irq = vector - X64Interrupts.FirstVector;
        if (irq > X64Interrupts.LastUser)
        {
            return OtherInterrupt(vector, error);
        }

        // The pin is masked by the time the local APIC lets it go, so that a level that is still there does not come again.
        Tcb* next = Interrupts.Handle(irq);
        LocalApic.EndOfInterrupt();
        return next;
    }

    /// <summary>What the kernel cannot go on from: vector, error code and the processor's frame.</summary>
    [RuntimeExport("caprock_kernel_fault")]
    public static void KernelFault(ulong* frame)
    {
        SerialConsole.Write("\ncaprock: the kernel stopped: exception "u8);
        SerialConsole.WriteDecimal(frame[0]);
        SerialConsole.Write(" at "u8);
        SerialConsole.WriteHexadecimal(frame[2]);
        SerialConsole.Write(", error "u8);
        SerialConsole.WriteHexadecimal(frame[1]);
        SerialConsole.Write(", address "u8);
        SerialConsole.WriteHexadecimal(Hardware.ReadCr2());
        SerialConsole.Write(", stack "u8);
        SerialConsole.WriteHexadecimal(frame[5]);
        SerialConsole.Write("\n"u8);
        Hardware.Halt();
    }

    /// <summary>A failed check of the core library or of the kernel.</summary>
    [RuntimeExport("corelib_panic")]
    public static void Panic(byte* text, ulong length)
    {
        SerialConsole.Write("\ncaprock: the kernel stopped: "u8);
        for (ulong i = 0; i < length; i++)
        {
            SerialConsole.Write(text[i]);
        }

        SerialConsole.Write("\n"u8);
        Hardware.Halt();
    }

    /// <summary>Serves a breakpoint or single step; profiles without have no body for it.</summary>
    static partial void DebugTrap(ulong vector, ref bool isServed);

    /// <summary>An exception, or an interrupt that is the kernel's own.</summary>
    private static Tcb* OtherInterrupt(ulong vector, ulong error)
    {
        if (vector == X64Interrupts.TimerVector)
        {
            LocalApic.EndOfInterrupt();
            return Interrupts.HandleTimer();
        }

        if (vector < X64Interrupts.FirstVector)
        {
            Exception(vector, error);
        }
        else if (vector != X64Interrupts.SpuriousVector)
        {
            LocalApic.EndOfInterrupt();
        }

        return Machine.State->CurrentThread;
    }

    private static void Exception(ulong vector, ulong error)
    {
        if (vector == PageFault)
        {
            Exceptions.VmFault(Hardware.ReadCr2(), error, (error & WasInstructionFetch) != 0);
            return;
        }

        KernelState* kernel = Machine.State;
        if (vector == DeviceNotAvailable && X64Fpu.TryResume(&kernel->Arch.Processor, kernel->CurrentThread))
        {
            return;
        }

        bool isServed = false;
        DebugTrap(vector, ref isServed);
        if (!isServed)
        {
            Exceptions.UserException(vector, error);
        }
    }
}
