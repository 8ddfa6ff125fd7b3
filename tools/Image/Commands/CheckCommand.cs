// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tools.Image.Commands;

/// <summary><c>image check</c>: refuses an image that breaks a rule.</summary>
internal static class CheckCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        Argument<FileInfo> path = new("elf") { Description = "The linked image, with symbols." };
        Option<ImageKind> kind = new("--kind") { Description = "What the image is: kernel or component.", Required = true };
        Option<int?> stackBytes = new("--stack-bytes") { Description = "Size of the stack in bytes." };
        Option<string?> stackSymbols = new("--stack-symbols")
        {
            Description =
                "Symbols at the low and high end of the stack, as LOW,HIGH. A kernel's default is kernel_stack_bottom,kernel_stack_top.",
        };
        Option<string?> allowIndirect = new("--allow-indirect")
        {
            Description = "Functions that may call or jump through a pointer, separated by commas.",
        };
        Command command =
            new("check", "Check an image: vector registers, runtime helpers, segments, indirect calls, recursion, worst-case stack.")
        {
            path, kind, stackBytes, stackSymbols, allowIndirect,
        };
        command.SetAction(result =>
        {
            ImageKind chosen = result.GetValue(kind);
            string? limitText = result.GetValue(stackBytes)?.ToString() ?? result.GetValue(stackSymbols);
            StackLimit? limit = chosen == ImageKind.Kernel ? StackLimit.Kernel : null;
            if (limitText is not null && !StackLimit.TryParse(limitText, out limit))
            {
                Console.Error.WriteLine($"'{limitText}' is neither a positive number of bytes nor two symbols LOW,HIGH");
                return 2;
            }

            string[] allowed = (result.GetValue(allowIndirect) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
            return Run(result.GetValue(path)!.FullName, new CheckOptions(chosen, limit, allowed.ToHashSet()));
        });
        return command;
    }

    private static int Run(string path, CheckOptions options)
    {
        IReadOnlyList<Finding> findings = ImageChecker.Check(path, options);
        foreach (Finding finding in findings)
        {
            Console.Out.WriteLine(finding.Format(path));
        }

        return findings.Any(finding => finding.Severity == FindingSeverity.Error) ? 1 : 0;
    }
}
