// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using System.Diagnostics;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock system: a system out of a description and programs that are there already.</summary>
internal static class SystemCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var description = new Argument<string>("DESCRIPTION") { Description = "The system description (XML)." };
        var search = new Option<string[]>("--search") { Description = "A folder with programs and files it names; may be repeated." };
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the files.", Required = true };
        var configuration = new Option<string>("--configuration")
        {
            Description = "debug (the kernel prints and checks itself) or release.", DefaultValueFactory = _ => "debug",
        }.AcceptOnlyFromAmong("debug", "release");
        var command = new Command(
            "system",
            "Put a system together out of a Microkit description and built programs. Writes NAME.image.elf, the kernel, report.json and "
            + "system.svg.\nExample: ./caprock system hello.system --search build -o out\n"
            + "         ./caprock run out/hello.image.elf --kernel out/kernel.elf32")
        {
            description, search, folder, configuration,
        };
        command.SetAction(result => Failure.Report(() => Run(
            Path.GetFullPath(result.GetValue(description)!), result.GetValue(search) ?? [], Path.GetFullPath(result.GetValue(folder)!),
            new BuildVariant(Example.DescribedProfile, result.GetValue(configuration)!))));
        return command;
    }

    private static int Run(string description, IEnumerable<string> search, string folder, BuildVariant variant)
    {
        if (!File.Exists(description))
        {
            throw new Failure($"there is no description {description}");
        }

        Builder.BuildSystemParts(variant);
        var image = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(description)}.image.elf");
        string[] arguments =
        [
            Repository.Locate("artifacts", "bin", "Builder", variant.Configuration, "Caprock.Kit.Builder.dll"), description,
            .. search.SelectMany(path => new[] { "--search", Path.GetFullPath(path) }),
            "--initialiser", variant.Program("initialiser"), "--monitor", variant.ProgramWithSymbols("monitor"), "--output", image,
            "--report", Path.Combine(folder, "report.json"), "--picture", Path.Combine(folder, "system.svg"),
        ];
        using var process = Process.Start("dotnet", arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new Failure($"{description}: the system was not built");
        }

        File.Copy(variant.Kernel, Path.Combine(folder, "kernel.elf32"), overwrite: true);
        File.Copy(variant.KernelWithSymbols, Path.Combine(folder, "kernel.elf"), overwrite: true);
        Console.WriteLine(image);
        return 0;
    }
}
