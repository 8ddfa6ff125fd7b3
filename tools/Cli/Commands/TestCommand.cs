// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Testing;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock test: builds everything and runs every test.</summary>
internal static class TestCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var filter = new Argument<string?>("FILTER")
        {
            Description = "Run only tests whose full name contains this (a project's tests share a prefix: Unit.Kernel, System).",
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
        if (!noBuild)
        {
            Builder.BuildAll();
            Builder.BuildTestedVariants();
        }

        var total = default(TestCounts);
        foreach (var project in TestProjects.All())
        {
            total += TestRun.Of(project, filter);
        }

        if (total.Executed == 0)
        {
            Console.Error.WriteLine(filter is null ? "caprock: no test was found" : $"caprock: no test's name contains \"{filter}\"");
        }

        Console.WriteLine(total);
        return total is { Failed: 0, Executed: > 0 } ? 0 : 1;
    }
}
