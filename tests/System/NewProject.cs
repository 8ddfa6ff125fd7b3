// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>A system that `caprock new` made, in a folder of its own outside the repository.</summary>
public sealed class NewProject : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("caprock-new-");

    /// <summary>Makes it.</summary>
    public NewProject()
    {
        var (exitCode, output) = Run(parent.FullName, Path.Combine(BuildOutput.Root, "caprock"), ["new", "demo"]);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Its folder.</summary>
    public string Folder => Path.Combine(parent.FullName, "demo");

    /// <summary>Builds it; the exit code and what the build said.</summary>
    public ToolResult Build() => Dotnet("build", "--nologo", "-v", "q", "-tl:off");

    /// <summary>Runs it without a terminal, until it has written a text or the time is over.</summary>
    public ToolResult RunUntil(string text, int seconds = 60) =>
        Dotnet("run", "--no-build", "--", "--until", text, "--seconds", $"{seconds}");

    /// <summary>A file that building it made.</summary>
    public string Output(string file) => Path.Combine(
        IsStandard ? Path.Combine(Folder, "artifacts") : BuildOutput.Artifacts, "bin", "demo.system", "x64-microkit-debug", file);

    /// <inheritdoc/>
    public void Dispose() => parent.Delete(recursive: true);

    private static bool IsStandard => Path.GetFullPath(BuildOutput.Artifacts).TrimEnd('/') == Path.Combine(BuildOutput.Root, "artifacts");

    private ToolResult Dotnet(string verb, params string[] arguments) => Run(
        Folder, "dotnet", [verb, .. IsStandard ? (string[])[] : [$"-p:CaprockArtifacts={BuildOutput.Artifacts}"], .. arguments]);

    private static ToolResult Run(string folder, string tool, IReadOnlyList<string> arguments) =>
        new HostCommand(tool, arguments) { Folder = folder, IsBuild = true, Limit = TimeSpan.FromMinutes(5) }.Run();
}
