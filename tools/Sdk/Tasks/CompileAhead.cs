// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>Runs the ahead-of-time compiler; when it gives up, finds out at which method and why.</summary>
public sealed partial class CompileAhead : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiler.</summary>
    [Required]
    public string Compiler { get; set; } = "";

    /// <summary>Its arguments, a file.</summary>
    [Required]
    public string ResponseFile { get; set; } = "";

    /// <summary>Name of the image, for messages.</summary>
    [Required]
    public string ImageName { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!File.Exists(Compiler))
        {
            Error("CAPROCK0100", $"{ImageName}: the ahead-of-time compiler is not at {Compiler}. `dotnet restore` fetches it.");
            return false;
        }

        (int exitCode, string output) = Run();
        if (exitCode == 0)
        {
            return true;
        }

        // With several threads the compiler names only the method; one thread gives the reason too.
        string details = Run("--parallelism:1", "--verbose").Output;
        Match reason = Reason().Match(details);
        Match method = Method().Match(details);
        if (method.Success && reason.Success)
        {
            Error(
                "CAPROCK0109", $"{ImageName}: {method.Groups["method"].Value} cannot be compiled: {reason.Groups["reason"].Value.Trim()}. "
                + "The code asks for something of .NET that corelib leaves out.");
        }
        else
        {
            Error("CAPROCK0109", $"{ImageName}: the ahead-of-time compiler failed: {output.Trim()}");
        }

        return false;
    }

    private (int ExitCode, string Output) Run(params string[] more)
    {
        var start = new ProcessStartInfo(Compiler) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("@" + ResponseFile);
        foreach (string argument in more)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        output += errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private void Error(string code, string message) => Log.LogError(null, code, null, null, 0, 0, 0, 0, "{0}", message);

    [GeneratedRegex(@"^ ---> (?:[\w.]+: )?(?<reason>.+)$", RegexOptions.Multiline)]
    private static partial Regex Reason();

    [GeneratedRegex(@"failed for method '(?<method>[^']+)'")]
    private static partial Regex Method();
}
