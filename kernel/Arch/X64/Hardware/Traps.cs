// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the entry stubs arrive in C#.</summary>
public static unsafe class Traps
{
    private const ulong PageFault = 14;
    private const ulong WasInstructionFetch = 1 << 4;

    /// <summary>A system call; the number is as signed as the ABI's.</summary>
    [RuntimeExport("caprock_system_call")]
    public static void SystemCall(long number) => SystemCalls.Handle(number);

    /// <summary>An exception in user mode, or an interrupt.</summary>
    [RuntimeExport("caprock_interrupt")]
    public static void Interrupt(ulong vector, ulong error)
    {
        if (vector >= X64Interrupts.FirstVector)
        {
            ExternalInterrupt(vector);
        }
        else if (vector == PageFault)
        {
            Exceptions.VmFault(Hardware.ReadCr2(), error, (error & WasInstructionFetch) != 0);
        }
        else
        {
            Exceptions.UserException(vector, error);
        }
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

    /// <summary>The pin is masked by the time the local APIC lets it go, so that a level that is still there does not come again.</summary>
    private static void ExternalInterrupt(ulong vector)
    {
        if (vector == X64Interrupts.TimerVector)
        {
            LocalApic.EndOfInterrupt();
            Interrupts.HandleTimer();
        }
        else if (vector <= X64Interrupts.FirstVector + X64Interrupts.LastUser)
        {
            Interrupts.Handle(vector - X64Interrupts.FirstVector);
            LocalApic.EndOfInterrupt();
        }
        else if (vector != X64Interrupts.SpuriousVector)
        {
            LocalApic.EndOfInterrupt();
        }
    }
}
