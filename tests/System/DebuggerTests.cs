// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>gdb on QEMU's stub stops at C# lines, as docs/debugging.md tells.</summary>
public sealed class DebuggerTests
{
    private const int MillisecondsToStop = 60_000;

    [Fact]
    public void A_breakpoint_in_the_kernel_stops_at_its_line()
    {
        using var guest = Guest.Start(Systems.Calculator() with { WaitsForDebugger = true });

        var output = Debug(
            guest, BuildOutput.System("calculator", "kernel.elf", "release"), "Entry/SystemCalls.cs",
            "Tcb* thread = Machine.State->CurrentThread");

        Assert.Contains("kernel/Core/Entry/SystemCalls.cs", output, StringComparison.Ordinal);
        Assert.Contains("/kernel/Arch/X64/Asm/", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_breakpoint_in_a_component_stops_at_its_line()
    {
        using var guest = Guest.Start(Systems.Calculator() with { WaitsForDebugger = true });

        var output = Debug(
            guest, BuildOutput.ProgramWithSymbols("server", "microkit", "release"), "calculator/server/Server.cs", "TextMessage.Read(",
            "1+2");

        Assert.Contains("examples/calculator/server/Server.cs", output, StringComparison.Ordinal);
    }

    /// <summary>Lets gdb set a breakpoint on the line of a file that contains a text, run to it (which may take a line typed at the
    /// prompt) and show the stack.</summary>
    private static string Debug(Guest guest, string program, string file, string text, string? typed = null)
    {
        var source = Directory.EnumerateFiles(BuildOutput.Root, Path.GetFileName(file), SearchOption.AllDirectories)
            .Single(path => path.EndsWith(file, StringComparison.Ordinal) && !path.Contains("/artifacts/", StringComparison.Ordinal));
        var line = Array.FindIndex(File.ReadAllLines(source), content => content.Contains(text, StringComparison.Ordinal)) + 1;
        Assert.NotEqual(0, line);
        string[] arguments =
        [
            "-k", "5", "60", "gdb", "-nx", "-batch", program, "-ex", $"target remote {guest.DebuggerSocket}",
            "-ex", $"hbreak {source}:{line}", "-ex", "continue", "-ex", "backtrace", "-ex", "kill",
        ];
        var start = new ProcessStartInfo("timeout", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var debugger = Process.Start(start)!;
        var errors = debugger.StandardError.ReadToEndAsync();
        var output = debugger.StandardOutput.ReadToEndAsync();
        if (typed is not null)
        {
            guest.ExpectMatch(Systems.LastLife);
            guest.Send(typed + "\n");
        }

        Assert.True(debugger.WaitForExit(MillisecondsToStop), "gdb ends");
        Assert.True(output.Result.Contains("Breakpoint 1, ", StringComparison.Ordinal), output.Result + errors.Result);
        Assert.Matches($":{line}\\b|, line {line}\\.", output.Result);
        return output.Result;
    }
}
