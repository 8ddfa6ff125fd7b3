// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Running;

/// <summary>What is booted, and when it ends.</summary>
internal sealed record Session
{
    /// <summary>Seconds for which a system runs that nobody sits at and no port leads to, unless told otherwise.</summary>
    public const double UnattendedSeconds = 10;

    /// <summary>Seconds after which a text that is waited for is given up, unless told otherwise.</summary>
    public const double SecondsForText = 60;

    /// <summary>The kernel as multiboot 1 loaders take it.</summary>
    public required string Kernel { get; init; }

    /// <summary>What it starts.</summary>
    public required string Program { get; init; }

    /// <summary>More arguments for QEMU.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>Whether gdb is waited for.</summary>
    public bool WaitsForDebugger { get; init; }

    /// <summary>What the system writes when it wants a line typed; null when it wants none.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether ports of this machine lead to it: then it runs until it is ended, though nobody sits at it.</summary>
    public bool IsServer { get; init; }

    /// <summary>The text that ends the session.</summary>
    public string? Until { get; init; }

    /// <summary>When the session ends at the latest.</summary>
    public double? Seconds { get; init; }

    private bool IsLimited => Until is not null || Seconds is not null;

    /// <summary>Boots and returns the exit code.</summary>
    public int Run()
    {
        RequireFile(Kernel);
        RequireFile(Program);
        var machine = QemuMachine.Benchmark;
        if (IsLimited)
        {
            return WatchedSession.Run(this, machine, Seconds ?? SecondsForText);
        }

        if (WaitsForDebugger || !Console.IsInputRedirected)
        {
            return TerminalSession.Run(Kernel, Program, machine, Extra);
        }

        return Prompt is null
            ? WatchedSession.Run(this, machine, IsServer ? null : UnattendedSeconds)
            : PipedSession.Run(Kernel, Program, Prompt, machine, Extra);
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new Failure($"{path} has not been built; run without --no-build");
        }
    }
}
