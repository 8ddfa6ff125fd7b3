// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>The ways into the kernel.</summary>
public static class KernelEntries
{
    /// <summary>The routine that asks for interrupts at a preemption point.</summary>
    public const string Look = "LocalApic__IsInterruptPending";

    private const string Delete = "Deletion__Delete";
    private const string Revoke = "Deletion__Revoke";
    private const string Cancel = "EndpointQueue__CancelBadged";
    private const string Retype = "RetypeInvocation__Perform";
    private const string Device = "Interrupts__Handle";
    private const string Timer = "Interrupts__HandleTimer";
    private const string Exception = "Traps__Exception";

    /// <summary>Every entry; system calls and interrupts by what they do.</summary>
    public static IReadOnlyList<EntryPoint> All { get; } =
    [
        new("system call: delete, revoke", "system_call_entry", Cancel, Retype),
        new("system call: cancel badged sends", "system_call_entry", Delete, Revoke, Retype),
        new("system call: retype", "system_call_entry", Delete, Revoke, Cancel),
        new("system call: any other", "system_call_entry", Delete, Revoke, Cancel, Retype),
        new("interrupt of a device", "interrupt_stubs", Timer, Exception),
        new("interrupt of the timer", "interrupt_stubs", Device, Exception),
        new("exception in user mode", "exception_stubs", Device, Timer),
        new("breakpoint or single step", "debug_entry", Device, Timer),
        new("non-maskable interrupt", "nmi_entry"),
    ];

    /// <summary>What of <see cref="All"/> must not happen in one system call, so that it is enough to look at each alone.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> Apart { get; } = [[Delete, Revoke], [Cancel], [Retype]];

    /// <summary>Reads a kernel; the program's problems say what the source leaves open or states wrongly.</summary>
    public static FlowProgram Read(ElfImage image, IReadOnlyDictionary<string, RoutineFacts> facts)
    {
        FlowProgram program = FlowProgram.Of(ProgramAnalyzer.Analyze(image), facts, All.Select(entry => entry.Symbol));
        program.AddProblems(Exclusion.Check(program, Apart));
        return program;
    }
}
