// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Tests.System;

/// <summary>Programs of the host that make and judge disks.</summary>
internal static class HostTool
{
    /// <summary>Runs one, and gives its exit code and what it says.</summary>
    public static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
