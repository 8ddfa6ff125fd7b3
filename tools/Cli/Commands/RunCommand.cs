// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Running;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock run: build, boot, and talk to the system over its serial line.</summary>
internal static class RunCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var example = new Argument<string>("EXAMPLE")
        {
            Description = "What to run: a folder of examples/.",
            DefaultValueFactory = _ => "calculator",
        };
        var options = new BuildOptions("release");
        var debugger = new Option<bool>("--gdb") { Description = "Wait for gdb before the first instruction; prints how to connect." };
        var noBuild = new Option<bool>("--no-build") { Description = "Boot what was built last." };
        var extra = new Option<string[]>("--qemu-arg") { Description = "One more argument for QEMU; may be repeated." };
        var command = new Command(
            "run",
            "Build a system, boot it in QEMU, with its serial console on this terminal (Ctrl-A x quits). Input from a pipe is typed "
            + "line by line, then the system is asked to end.\nExample: printf '12*(3+4)\\n' | ./caprock run calculator")
        {
            example, debugger, noBuild, extra,
        };
        options.AddTo(command);
        command.SetAction(result => Failure.Report(() => Run(
            result.GetValue(example)!, options.Read(result), result.GetValue(debugger), result.GetValue(noBuild), result.GetValue(extra) ?? [])));
        return command;
    }

    private static int Run(string example, BuildVariant variant, bool waitsForDebugger, bool noBuild, string[] extra)
    {
        Builder.RequireExample(example);
        if (!noBuild)
        {
            Builder.BuildKernel(variant);
            Builder.BuildExample(variant, example);
        }

        RequireFile(variant.Kernel);
        RequireFile(variant.Program(example));
        if (waitsForDebugger)
        {
            DebuggerHelp.Print(variant, example);
            extra = [.. extra, "-S", "-gdb", $"tcp:127.0.0.1:{DebuggerHelp.Port}"];
        }

        return Console.IsInputRedirected && !waitsForDebugger
            ? PipedSession.Run(variant.Kernel, variant.Program(example), QemuMachine.Benchmark, extra)
            : TerminalSession.Run(variant.Kernel, variant.Program(example), QemuMachine.Benchmark, extra);
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new Failure($"{path} has not been built; run without --no-build");
        }
    }
}
