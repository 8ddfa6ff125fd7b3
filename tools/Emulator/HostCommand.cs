// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Tools.Emulator;

/// <summary>A tool of the host with its arguments, and where and how it runs.</summary>
/// <remarks>
/// Its environment is this process's, but with UTC, texts in English, names in UTF-8, no complaints of mtools about geometry, and the
/// administrator's folders on the search path. It has no terminal.
/// </remarks>
/// <param name="Tool">Its name, or the path of its file.</param>
/// <param name="Arguments">What it is told.</param>
public sealed record HostCommand(string Tool, IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; null for where this process does.</summary>
    public string? Folder { get; init; }

    /// <summary>What it reads from standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>How long it may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>More variables, and other values of those that there are.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is a build of its own, which shall not see what the build or test run around it has set for itself.</summary>
    public bool IsBuild { get; init; }

    private static string SearchPath => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin";

    /// <summary>Runs it to its end.</summary>
    public ToolResult Run()
    {
        using var process = Process.Start(Describe())!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        Feed(process);
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new HostToolException($"{this} has not ended after {Limit.TotalSeconds:0} s; it said:\n{output.Result}{errors.Result}");
        }

        return new ToolResult(process.ExitCode, output.Result + errors.Result) { Answer = output.Result };
    }

    /// <summary>Runs it; it must succeed, and what it wrote to standard output is returned.</summary>
    public string Require()
    {
        var result = Run();
        return result.ExitCode == 0
            ? result.Answer
            : throw new HostToolException($"{this} failed with exit code {result.ExitCode}: {result.Output.Trim()}");
    }

    /// <summary>The command as it would be typed.</summary>
    public override string ToString() => string.Join(' ', [Tool, .. Arguments]);

    private ProcessStartInfo Describe()
    {
        var start = new ProcessStartInfo(Find(), Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder ?? "",
        };
        if (IsBuild)
        {
            foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase))
                .ToArray())
            {
                start.Environment.Remove(name);
            }

            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        }

        start.Environment["PATH"] = SearchPath;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private string Find()
    {
        var places = Tool.Contains('/', StringComparison.Ordinal)
            ? [Tool]
            : SearchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, Tool));
        return places.FirstOrDefault(File.Exists) ?? throw new HostToolException(
            $"{Tool} is not installed; on Debian: apt-get install -y --no-install-recommends {HostTool.PackageOf(Tool)}");
    }

    private void Feed(Process process)
    {
        try
        {
            process.StandardInput.Write(Input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says whether that was right.
        }
    }
}
