// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using System.ComponentModel;
using Caprock.Tools.Cli.Building;
using Spectre.Console;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock doctor: what is installed, what is missing, how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly (string Command, string Version, string Package, string Purpose)[] Needs =
    [
        ("dotnet", "--version", "dotnet-sdk-10.0", "everything"),
        ("clang", "--version", "clang", "assembly files"),
        ("ld.lld", "--version", "lld", "linking"),
        ("llvm-objcopy", "--version", "llvm", "images"),
        ("qemu-system-x86_64", "--version", "qemu-system-x86", "run, test, bench"),
        ("grub-mkrescue", "--version", "grub-common grub-pc-bin", "image iso, test"),
        ("xorriso", "-version", "xorriso", "image iso, test"),
        ("mformat", "--version", "mtools", "image iso, test"),
        ("/usr/sbin/mkfs.fat", "--help", "dosfstools", "test"),
        ("gdb", "--version", "gdb", "run --gdb, test"),
        ("chromium", "--version", "chromium fonts-dejavu-core", "test"),
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
        foreach (var (tool, option, package, purpose) in Needs)
        {
            var version = Version(tool, option);
            if (version is null)
            {
                missing.Add(package);
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
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Any(char.IsAsciiDigit))?.Trim() ?? "found";
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
