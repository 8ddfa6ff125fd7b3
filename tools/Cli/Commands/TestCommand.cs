// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Testing;
using Caprock.Tools.Cli.Verification;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock test: builds everything and runs every test.</summary>
internal static class TestCommand
{
    private const string Verification = "verify";

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var filter = new Argument<string?>("FILTER")
        {
            Description = "Run only tests whose full name contains this (a project's tests share a prefix: Unit.Kernel, System); "
                + $"{Verification}: only the quick form of ./caprock verify, with which a run of all tests ends.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var noBuild = new Option<bool>("--no-build") { Description = "Test what was built last." };
        var command = new Command(
            "test",
            "Build everything and run every test; the last line is \"N passed, N failed, N skipped\".\nExample: ./caprock test Unit.Kernel")
        {
            filter, noBuild,
        };
        command.SetAction(result => Failure.Report(() => Run(result.GetValue(filter), result.GetValue(noBuild))));
        return command;
    }

    private static int Run(string? filter, bool noBuild)
    {
        var total = default(TestCounts);
        if (filter != Verification)
        {
            if (!noBuild)
            {
                Builder.BuildAll();
                Builder.BuildTestedVariants();
            }

            foreach (var project in TestProjects.All())
            {
                total += TestRun.Of(project, filter);
            }
        }

        if (filter is null or Verification)
        {
            total += Verify();
        }

        if (total.Executed == 0)
        {
            Console.Error.WriteLine(filter is null ? "caprock: no test was found" : $"caprock: no test's name contains \"{filter}\"");
        }

        Console.WriteLine(total);
        return total is { Failed: 0, Executed: > 0 } ? 0 : 1;
    }

    /// <summary>Each check of the quick verification counts as a test.</summary>
    private static TestCounts Verify()
    {
        try
        {
            var rows = VerificationRun.Of(null, VerificationPlan.Quick(seed: 1));
            var good = rows.Count(row => row.IsGood);
            return new TestCounts(good, rows.Count - good, 0);
        }
        catch (Failure failure)
        {
            Console.Error.WriteLine($"FAILED verification: {failure.Message}");
            return new TestCounts(0, 1, 0);
        }
    }
}
