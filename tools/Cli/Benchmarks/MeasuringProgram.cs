// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A program of this machine that boots and measures, and writes what it found to a file as JSON.</summary>
internal sealed class MeasuringProgram
{
    private readonly string program;

    /// <summary>Builds it.</summary>
    /// <param name="title">What it is, for the person who waits.</param>
    /// <param name="project">Its project, in folders from the repository's.</param>
    /// <param name="assembly">Its assembly's name.</param>
    public MeasuringProgram(string title, IEnumerable<string> project, string assembly)
    {
        var file = Repository.Locate([.. project]);
        Builder.BuildProgram(new BuildVariant("conformance", "release"), title, file);
        program = Repository.Locate("artifacts", "bin", Path.GetFileNameWithoutExtension(file), "release", $"{assembly}.dll");
    }

    /// <summary>Runs it, with its file as the last argument, and returns what it found.</summary>
    public T Run<T>(string title, params IEnumerable<string> arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            Step.Run(title, "dotnet", [program, .. arguments, file]);
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
