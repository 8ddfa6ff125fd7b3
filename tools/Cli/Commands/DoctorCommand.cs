// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;
using Spectre.Console;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock doctor: what is installed, what is missing, how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly (string Command, string Version, string Purpose)[] Needs =
    [
        ("dotnet", "--version", "everything"),
        ("clang", "--version", "assembly files"),
        ("ld.lld", "--version", "linking"),
        ("llvm-objcopy", "--version", "images"),
        ("qemu-system-x86_64", "--version", "run, test, bench"),
        ("grub-mkrescue", "--version", "image iso, test"),
        ("xorriso", "-version", "image iso, test"),
        ("mformat", "--version", "image iso, test"),
        ("mkfs.fat", "--help", "test"),
        ("gdb", "--version", "run --gdb, test"),
        ("chromium", "--version", "test"),
    ];

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "List the tools that Caprock uses: the versions found, what is missing and how to get it.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var table = new Table().AddColumns("tool", "version", "needed for");
        var missing = new List<string>();
        foreach (var (tool, option, purpose) in Needs)
        {
            var version = Version(tool, option);
            if (version is null)
            {
                missing.Add(HostTool.PackageOf(tool));
            }

            table.AddRow(Markup.Escape(tool), version is null ? "[red]missing[/]" : Markup.Escape(version), Markup.Escape(purpose));
        }

        AnsiConsole.Write(table);
        Console.WriteLine(missing.Count == 0
            ? "Nothing is missing."
            : $"To install what is missing: apt-get install -y --no-install-recommends {string.Join(' ', missing)}");
        return missing.Count == 0 ? 0 : 1;
    }

    private static string? Version(string tool, string option)
    {
        try
        {
            var output = Step.Execute(tool, [option]).Output;
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Any(char.IsAsciiDigit))?.Trim()
                ?? "found";
        }
        catch (HostToolException)
        {
            return null;
        }
    }
}
