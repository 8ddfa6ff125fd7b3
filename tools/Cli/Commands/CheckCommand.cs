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
            "check",
            "Check format, generated files, analyzers' rules (in all projects), every kernel image, the size budgets, the bounds of the "
            + "kernel's loops, and that its code keeps to the subset that proofs can deal with.");
        command.SetAction(_ => Failure.Report(Run));
        return command;
    }

    private static int Run()
    {
        Step.Run("Generated files are current", "dotnet",
            ["run", "--project", Repository.Locate("abi", "Generators"), "-v", "q", "--", "--check"]);
        Builder.BuildAll();
        Step.Run("Format", "dotnet",
            ["format", "whitespace", Repository.Locate("Caprock.slnx"), "--verify-no-changes", "--no-restore",
                "--exclude", "artifacts/"]);
        Builder.BuildTestedVariants();
        Refuse(SizeBudgets.Load().ExcessesOfAllKernels(), "a size is over its budget (bench/budgets.json)");
        Refuse(
            ProvableSubset.ProblemsOfAllKernels(),
            "the kernel's code leaves the subset that proofs can deal with (tools/Image/README.md)");
        Refuse(LoopBounds.ProblemsOfAllKernels(), "a loop of the kernel has no bound, or a wrong one (kernel/Core/Bounds)");
        return 0;
    }

    private static void Refuse(IReadOnlyList<string> findings, string summary)
    {
        foreach (var finding in findings)
        {
            Console.Error.WriteLine(finding);
        }

        if (findings.Count != 0)
        {
            throw new Failure(summary);
        }
    }
}
