// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Globalization;

namespace Caprock.Verification.Mutants;

/// <summary>Runs the refinement checks on another kernel, in a folder and process of its own.</summary>
internal static class Hunt
{
    private const string Program = "Caprock.Verification.Refinement.dll";

    /// <summary>How a hunt of some turns ended.</summary>
    public static Finding Run(string refinement, string? kernel, int turns, string only)
    {
        string folder = Directory.CreateTempSubdirectory("mutant").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(refinement))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            if (kernel != null)
            {
                File.Copy(kernel, Path.Combine(folder, "Kernel.Host.dll"), overwrite: true);
            }

            return Execute(folder, turns, only);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Finding Execute(string folder, int turns, string only)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(folder, Program), "hunt", "--turns", turns.ToString(CultureInfo.InvariantCulture), "--only", only])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();

        // It ends by itself also when the kernel loops for ever: it watches its own steps.
        process.WaitForExit();
        string text = output.Result;
        int by = text.IndexOf("FOUND BY ", StringComparison.Ordinal);
        string how = by >= 0 ? text[(by + "FOUND BY ".Length)..].Split('\n')[0]
            : process.ExitCode == 0 ? "survives" : "crashes: " + errors.Result.Split('\n')[0];
        return new Finding(process.ExitCode != 0, how, clock.Elapsed);
    }
}
