// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tools.Emulator;
using Spectre.Console;

namespace Caprock.Tools.Cli.Building;

/// <summary>A tool that is run on the way: progress on standard error, its own output only when it fails.</summary>
internal static class Step
{
    private static readonly IAnsiConsole Terminal =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Runs a tool; a failure shows what it said and the command to repeat it.</summary>
    public static void Run(string title, string tool, IReadOnlyList<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        var result = Terminal.Profile.Capabilities.Interactive && !Console.IsErrorRedirected
            ? Terminal.Status().Start(Markup.Escape(title), _ => Execute(tool, arguments))
            : Announce(title, tool, arguments);
        if (result.ExitCode != 0)
        {
            Console.Error.WriteLine(result.Output.TrimEnd());
            throw new Failure($"{title}: {tool} failed with exit code {result.ExitCode}. To repeat: {CommandLine(tool, arguments)}");
        }

        Terminal.WriteLine($"{title}: {clock.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Runs a tool and returns what it wrote.</summary>
    public static ToolResult Execute(string tool, IReadOnlyList<string> arguments) =>
        new HostCommand(tool, arguments) { Folder = Repository.Root, Limit = Timeout.InfiniteTimeSpan }.Run();

    /// <summary>A command as a person types it.</summary>
    internal static string CommandLine(string tool, IEnumerable<string> arguments) =>
        string.Join(' ', new[] { tool }.Concat(arguments.Select(
            argument => argument.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=+,@%~".Contains(character))
                ? argument : $"'{argument}'")));

    private static ToolResult Announce(string title, string tool, IReadOnlyList<string> arguments)
    {
        Console.Error.WriteLine($"{title} ...");
        return Execute(tool, arguments);
    }
}
