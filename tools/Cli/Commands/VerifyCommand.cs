// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Verification;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock verify: proofs of the specification, and the kernel held against it.</summary>
internal static class VerifyCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var whatArgument = new Argument<string?>("WHAT")
        {
            Description = "proofs, refinement or mutants; all of them without it.",
            Arity = ArgumentArity.ZeroOrOne,
        }.AcceptOnlyFromAmong("proofs", "refinement", "mutants");
        var quick = new Option<bool>("--quick")
        {
            Description = "At most 15 minutes on two cores (the default; of seeded faults a sample).",
        };
        var full = new Option<bool>("--full")
        {
            Description = "About an hour on two cores: searches of 20 minutes each, every seeded fault.",
        };
        var seed = new Option<int>("--seed") { Description = "First seed of everything random.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<int?>("--seconds") { Description = "Time for the random and for the exhaustive search each." };
        var command = new Command(
            "verify",
            "Check the specification's proofs, the kernel against the specification (random, exhaustive, noninterference), and the checks "
            + "against seeded faults.")
        {
            whatArgument, quick, full, seconds, seed,
        };
        command.SetAction(result => Failure.Report(() =>
        {
            var what = result.GetValue(whatArgument);
            var isFull = result.GetValue(full) || (what == "mutants" && !result.GetValue(quick));
            var plan = isFull ? VerificationPlan.Full(result.GetValue(seed)) : VerificationPlan.Quick(result.GetValue(seed));
            var time = result.GetValue(seconds) is { } given ? TimeSpan.FromSeconds(given) : (TimeSpan?)null;
            return Run(what, plan.WithSearch(time));
        }));
        return command;
    }

    private static int Run(string? what, VerificationPlan plan) => VerificationRun.Of(what, plan).All(row => row.IsGood)
        ? 0
        : throw new Failure("a proof failed, kernel and specification differ, or too few faults were found");
}
