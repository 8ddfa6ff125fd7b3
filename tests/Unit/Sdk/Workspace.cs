// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Reflection;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>A copy of the sample projects, with outputs of their own, that tests build and change as they like.</summary>
public sealed class Workspace : IDisposable
{
    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = typeof(Workspace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CaprockRoot").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("caprock-sdk-tests-").FullName;

    /// <summary>Copies the samples.</summary>
    public Workspace()
    {
        string data = Path.Combine(Repository, "tests", "Unit", "Sdk", "Data");
        foreach (string source in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_folder, Path.GetRelativePath(data, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(_folder, name), $"<Project><Import Project=\"{Path.Combine(Repository, name)}\" /></Project>");
        }
    }

    /// <summary>A file of a sample.</summary>
    public string Source(string relativePath) => Path.Combine(_folder, relativePath);

    /// <summary>A file that building a sample made.</summary>
    public string Built(string project, string file, string architecture = "x64")
        => Path.Combine(_folder, "artifacts", "bin", project, architecture + "-conformance-debug", file);

    /// <summary>Builds a sample as a person would, with `dotnet build`.</summary>
    public BuildResult Build(string project, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = _folder };
        string[] arguments =
        [
            "build", Path.Combine(project, project + ".csproj"), "-m:1", "-nodeReuse:false", "--nologo", "-v:q", "-tl:off",
            "-p:UseSharedCompilation=false", "-p:CaprockAnalyzers=false", "-p:CaprockArtifacts=" + Path.Combine(_folder, "artifacts"),
            .. properties.Select(property => "-p:" + property),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the surrounding test run sets for its own build must not reach this one.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BuildResult(process.ExitCode, output);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
