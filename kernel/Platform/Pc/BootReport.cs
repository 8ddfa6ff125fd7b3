// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>What boot tells a person on the serial console: problems always, its progress in debug builds.</summary>
public static class BootReport
{
    /// <summary>Says why the kernel cannot start, on one line, and stops.</summary>
    public static void Stop(BootProblem problem) => Stop(Describe(problem));

    /// <summary>Says why the kernel cannot start, with the name of what is missing, and stops.</summary>
    public static void Stop(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name = default)
    {
        SerialConsole.Write("caprock: "u8);
        SerialConsole.Write(text);
        SerialConsole.Write(name);
        SerialConsole.Write("\n"u8);
        Hardware.Halt();
    }

    /// <summary>A line of the boot log: a text and a number.</summary>
    public static void Log(ReadOnlySpan<byte> text, ulong number, ReadOnlySpan<byte> unit)
    {
        if (BuildKind.IsDebug)
        {
            SerialConsole.Write("caprock: "u8);
            SerialConsole.Write(text);
            SerialConsole.WriteDecimal(number);
            SerialConsole.Write(unit);
            SerialConsole.Write("\n"u8);
        }
    }

    private static ReadOnlySpan<byte> Describe(BootProblem problem) => problem switch
    {
        BootProblem.NoLoader => "not started by a multiboot loader"u8,
        BootProblem.NoMemoryMap => "the boot loader gave no memory map"u8,
        BootProblem.NoModule => "no boot module: the first one must be the initial thread's ELF file (QEMU: -initrd FILE)"u8,
        BootProblem.NotElf => "the first boot module is not an ELF file"u8,
        BootProblem.WrongElf => "the first boot module is not a static 64-bit x86-64 program"u8,
        BootProblem.BadProgramHeaders => "the first boot module's program headers are damaged"u8,
        BootProblem.BadSegment => "the first boot module has a segment outside the file or outside user addresses"u8,
        BootProblem.NoSegment => "the first boot module has nothing to load"u8,
        BootProblem.BadEntry => "the first boot module's entry is in no executable segment"u8,
        BootProblem.ImageTooLarge => "the first boot module needs more frames than the root CNode has slots"u8,
        BootProblem.TooLittleMemory => "too little memory for the initial thread"u8,
        BootProblem.NoAcpi => "no sound ACPI tables"u8,
        BootProblem.NoIoApic => "ACPI names no interrupt controllers (MADT with a local APIC and an IOAPIC)"u8,
        BootProblem.KernelTooLarge => "the kernel's image is larger than its page tables"u8,
        _ => "cannot start"u8,
    };
}
