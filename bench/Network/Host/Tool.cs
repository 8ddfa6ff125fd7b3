// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Bench.Network.Host;

/// <summary>Programs of the machine that the benchmark runs on.</summary>
internal static class Tool
{
    /// <summary>Runs a program in a folder and returns what it wrote; one that fails is an error.</summary>
    public static string Run(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new BenchException($"{program} {string.Join(' ', arguments)} failed: {errors.Result.Trim()}");
    }
}
