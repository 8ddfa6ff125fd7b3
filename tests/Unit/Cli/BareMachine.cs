// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Cli;

/// <summary>The caprock script with a search path of our making: only the shell's everyday tools and what a test adds.</summary>
internal sealed class BareMachine : IDisposable
{
    private static readonly string[] Everyday = ["sh", "dirname", "cat", "cut", "find", "grep", "mktemp", "rm", "touch", "tr", "id"];

    public BareMachine()
    {
        foreach (var tool in Everyday)
        {
            Link(tool);
        }
    }

    /// <summary>The only folder of the search path.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("caprock-path-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Makes a tool of this machine available.</summary>
    public void Link(string tool)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':')
            .Select(folder => Path.Combine(folder, tool)).First(File.Exists);
        File.CreateSymbolicLink(Path.Combine(Folder, tool), path);
    }

    /// <summary>Makes a tool that does what a shell command says.</summary>
    public void Install(string tool, string script)
    {
        var path = Path.Combine(Folder, tool);
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Runs the script on the bare machine.</summary>
    public ToolResult Run(params string[] arguments) => Run(Folder, "", arguments);

    /// <summary>Runs the script with this machine's tools and something on its standard input.</summary>
    public static ToolResult RunHere(string input, params string[] arguments) =>
        Run(Environment.GetEnvironmentVariable("PATH")!, input, arguments);

    private static ToolResult Run(string path, string input, string[] arguments) =>
        new HostCommand("/bin/sh", [Path.Combine(BuildOutput.Root, "caprock"), .. arguments])
        {
            Input = input,
            Limit = TimeSpan.FromMinutes(2),
            Variables = new Dictionary<string, string> { ["PATH"] = path },
        }.Run();
}
