// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>A virtual machine by name: processor, memory and board, as QEMU is told.</summary>
/// <param name="Name">What tests and tables call it.</param>
/// <param name="Processor">Argument of -cpu.</param>
/// <param name="MemoryMegabytes">Argument of -m.</param>
/// <param name="Board">Argument of -machine.</param>
/// <param name="CountsInstructions">Whether the clock advances by one nanosecond for each instruction executed.</param>
public sealed record QemuMachine(
    string Name, string Processor, int MemoryMegabytes, string Board = "pc", bool CountsInstructions = false)
{
    /// <summary>The machine of the conformance figures.</summary>
    public static QemuMachine Conformance { get; } = new(
        "conformance",
        "Nehalem,-vme,+pdpe1gb,-xsave,-xsaveopt,-xsavec,-fsgsbase,-invpcid,+syscall,+lm,enforce",
        3072);

    /// <summary>The machine of the speed figures.</summary>
    public static QemuMachine Benchmark { get; } = new(
        "benchmark", "Haswell,+pdpe1gb,-pcid,-invpcid,-hle,-rtm,-tsc-deadline,-x2apic", 512);

    /// <summary>A machine with every processor feature that QEMU emulates.</summary>
    public static QemuMachine Maximum { get; } = new("maximum", "max", 512);

    /// <summary>The arguments for QEMU, without what is loaded.</summary>
    public IEnumerable<string> Arguments()
    {
        yield return "-machine";
        yield return Board;
        yield return "-cpu";
        yield return Processor;
        yield return "-m";
        yield return $"{MemoryMegabytes}M";
        yield return "-display";
        yield return "none";
        yield return "-no-reboot";
        if (CountsInstructions)
        {
            yield return "-icount";
            yield return "shift=0,sleep=off";
        }
    }
}
