// SPDX-License-Identifier: BSD-2-Clause
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Build.Framework;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>Runs the linker and explains, in terms of the C#, what it refuses.</summary>
/// <remarks>The run-time helpers are left undefined on purpose: code that needs one does not link.</remarks>
public sealed class LinkImage : Microsoft.Build.Utilities.Task
{
    /// <summary>The linker.</summary>
    [Required]
    public string Linker { get; set; } = "";

    /// <summary>Its arguments, a file.</summary>
    [Required]
    public string ResponseFile { get; set; } = "";

    /// <summary>Name of the image, for messages.</summary>
    [Required]
    public string ImageName { get; set; } = "";

    /// <summary>Kernel or Component, for messages.</summary>
    [Required]
    public string ImageKind { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var start = new ProcessStartInfo(Linker) { RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("--error-limit=0");
        start.ArgumentList.Add("@" + ResponseFile);
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Explain(output);
            }
            else if (output.Length > 0)
            {
                Log.LogWarning(null, "CAPROCK0106", null, null, 0, 0, 0, 0, "{0}: {1}", ImageName, output.Trim());
            }
        }
        catch (Win32Exception missing)
        {
            Error("CAPROCK0100", null, $"{ImageName}: the linker {Linker} does not start ({missing.Message}). `./caprock doctor` tells "
                + "what is missing.");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>The text for an undefined symbol, as the build prints it.</summary>
    public static string Message(string imageKind, string imageName, UndefinedSymbol symbol)
    {
        string who = imageKind.ToLowerInvariant() + " " + imageName;
        string where = symbol.References.Count == 0
            ? ""
            : "; referenced from " + string.Join(", ", symbol.References.Select(r => ManagedName.Readable(r.Function)).Distinct());
        return RuntimeSymbol.Find(symbol.Name) is { } helper
            ? $"{who} {helper.Cause} ({symbol.Name}), which needs {helper.Need}{where}. {helper.Cure}"
            : $"{who} refers to {symbol.Name}, which nothing defines{where}. A [RuntimeImport] needs an assembly file of the project, "
              + "or of a referenced library, that defines the symbol, or a method with [RuntimeExport] of that name.";
    }

    private void Explain(string output)
    {
        LinkerOutput parsed = LinkerOutput.Parse(output);
        foreach (UndefinedSymbol symbol in parsed.Undefined)
        {
            string code = RuntimeSymbol.Find(symbol.Name) is null ? "CAPROCK0102" : "CAPROCK0101";
            Error(code, symbol.References.FirstOrDefault(reference => reference.File is not null), Message(ImageKind, ImageName, symbol));
        }

        foreach (string text in parsed.OtherErrors)
        {
            Error("CAPROCK0107", null, $"{ImageName}: {text}");
        }

        if (!Log.HasLoggedErrors)
        {
            Error("CAPROCK0107", null, $"{ImageName}: the linker failed: {output.Trim()}");
        }
    }

    private void Error(string code, SymbolReference? place, string message)
        => Log.LogError(null, code, null, place?.File, place?.Line ?? 0, 0, 0, 0, "{0}", message);
}
