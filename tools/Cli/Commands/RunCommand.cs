// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Running;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock run: build, boot, and talk to the system over its serial line.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string> example = new("EXAMPLE")
    {
        Description = "What to run: a folder of examples/, or with --kernel a program.",
        DefaultValueFactory = _ => "calculator",
    };

    private readonly BuildOptions options = new("release");
    private readonly Option<bool> debugger =
        new("--gdb") { Description = "Wait for gdb before the first instruction; prints how to connect." };
    private readonly Option<bool> noBuild = new("--no-build") { Description = "Boot what was built last." };
    private readonly Option<string?> kernel = new("--kernel")
    {
        Description = "Build nothing, and boot a program on this kernel (kernel.elf32).",
    };

    private readonly Option<string?> until = new("--until")
    {
        Description = "End when the system has written this; give up after a minute, or --seconds.",
    };

    private readonly Option<double?> seconds = new("--seconds") { Description = "End after so many seconds." };
    private readonly Option<string?> prompt = new("--prompt")
    {
        Description = "Input from a pipe is typed line by line, each when the system writes this. Default: the project's CaprockPrompt.",
    };

    private readonly Option<bool> fresh = new("--fresh")
    {
        Description = "Make the system's disks anew; otherwise they are as the last run left them (artifacts/disks).",
    };

    private readonly Option<string[]> extra = new("--qemu-arg") { Description = "One more argument for QEMU; may be repeated." };

    /// <summary>Describes the verb.</summary>
    public static Command Create() => new RunCommand().Describe();

    private Command Describe()
    {
        var command = new Command(
            "run",
            "Build a system, boot it in QEMU, with its serial console on this terminal (Ctrl-A x quits). Input from a pipe is typed "
            + "line by line, then the system is asked to end. A system that asks for no input and has no forwarded port runs for "
            + $"{Session.UnattendedSeconds} s when nobody sits at a terminal.\nExamples: ./caprock run hello\n"
            + "          printf '12*(3+4)\\n' | ./caprock run calculator")
        {
            example, debugger, noBuild, kernel, until, seconds, prompt, fresh, extra,
        };
        options.AddTo(command);
        command.SetAction(result => Failure.Report(() => Run(result)));
        return command;
    }

    private int Run(ParseResult result)
    {
        var name = result.GetValue(example)!;
        var session = result.GetValue(kernel) is { } given
            ? new Session { Kernel = given, Program = name, WaitsForDebugger = result.GetValue(debugger) }
            : Build(result, name);
        IEnumerable<string> wait = session.WaitsForDebugger ? ["-S", "-gdb", $"tcp:127.0.0.1:{DebuggerHelp.Port}"] : [];
        if (session.WaitsForDebugger)
        {
            DebuggerHelp.Print(Path.ChangeExtension(session.Kernel, "elf"), ProgramsOf(result, name));
        }

        var devices = GuestDevices.WithoutDrives(session.Program);
        devices = devices.WithDrives(drive => FileOf(drive, result, session.Program), areKept: true);
        foreach (var port in devices.Ports)
        {
            Console.Error.WriteLine(port.Text);
        }

        return (session with
        {
            Extra = [.. devices.Arguments, .. result.GetValue(extra) ?? [], .. wait],
            Prompt = result.GetValue(prompt) ?? session.Prompt,
            IsServer = devices.Ports.Any(),
            Until = result.GetValue(until),
            Seconds = result.GetValue(seconds),
        }).Run();
    }

    /// <summary>Where a disk is kept from run to run. Systems of other repositories have theirs beside their image.</summary>
    private string FileOf(GuestDrive drive, ParseResult result, string program)
    {
        var folder = result.GetValue(kernel) is null
            ? Repository.Locate("artifacts", "disks", result.GetValue(example)!)
            : Path.GetDirectoryName(Path.GetFullPath(program))!;
        var file = Path.Combine(folder, $"{drive.Name}.img");
        if (drive.Prepare(file, result.GetValue(fresh)))
        {
            Console.Error.WriteLine($"The disk {file} is new.");
        }
        else if (drive.IsNewerThan(file))
        {
            Console.Error.WriteLine($"The disk {file} is kept, though what it was made from has changed since: --fresh makes it anew.");
        }

        return file;
    }

    private Session Build(ParseResult result, string name)
    {
        Builder.RequireExample(name);
        var built = options.Read(result, name);
        if (!result.GetValue(noBuild))
        {
            built.Build();
        }

        return new Session
        {
            Kernel = built.Kernel,
            Program = built.Program,
            WaitsForDebugger = result.GetValue(debugger),
            Prompt = built.Prompt,
        };
    }

    private IEnumerable<string> ProgramsOf(ParseResult result, string name) =>
        result.GetValue(kernel) is null ? options.Read(result, name).ProgramsWithSymbols : [name];
}
