// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Checks;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock check: what needs no test run to be judged.</summary>
internal static class CheckCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "check", "Check format, generated files, analyzers' rules (in all projects), every kernel image, and the size budgets.");
        command.SetAction(_ => Failure.Report(Run));
        return command;
    }

    private static int Run()
    {
        Step.Run("Generated files are current", "dotnet",
            ["run", "--project", Repository.Locate("abi", "Generators"), "-v", "q", "--", "--check"]);
        Builder.BuildAll();
        Step.Run("Format", "dotnet",
            ["format", "whitespace", Repository.Locate("Caprock.slnx"), "--verify-no-changes", "--no-restore"]);
        Builder.BuildTestedVariants();
        var excesses = SizeBudgets.Load().ExcessesOfAllKernels();
        foreach (var excess in excesses)
        {
            Console.Error.WriteLine(excess);
        }

        return excesses.Count == 0 ? 0 : throw new Failure("a size is over its budget (bench/budgets.json)");
    }
}
