// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using Caprock.Tools.Emulator;

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
        string[] arguments =
        [
            "build", Path.Combine(project, project + ".csproj"), "-m:1", "-nodeReuse:false", "--nologo", "-v:q", "-tl:off",
            "-p:UseSharedCompilation=false", "-p:CaprockAnalyzers=false", "-p:CaprockArtifacts=" + Path.Combine(_folder, "artifacts"),
            .. properties.Select(property => "-p:" + property),
        ];
        (int code, string output) = new HostCommand("dotnet", arguments) { Folder = _folder, IsBuild = true }.Run();
        return new BuildResult(code, output);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
