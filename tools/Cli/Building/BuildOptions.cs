// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Caprock.Tools.Cli.Building;

/// <summary>Which kernel is meant: profile (the ABI's numbers) and configuration (with or without debugging aids).</summary>
internal sealed class BuildOptions(string defaultConfiguration)
{
    /// <summary>The profiles of the kernel's interface.</summary>
    public static IReadOnlyList<string> Profiles { get; } = ["conformance", "debugging", "benchmark", "microkit"];

    private readonly Option<string> profile = new Option<string>("--profile")
    {
        Description = $"Profile of the kernel's interface: {string.Join(", ", Profiles)}.",
        DefaultValueFactory = _ => "conformance",
    }.AcceptOnlyFromAmong([.. Profiles]);

    private readonly Option<string> configuration = new Option<string>("--configuration")
    {
        Description =
            $"debug (the kernel prints and checks itself) or release. Default: {defaultConfiguration}; for described systems debug.",
        DefaultValueFactory = _ => defaultConfiguration,
    }.AcceptOnlyFromAmong("debug", "release");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(profile);
        command.Options.Add(configuration);
    }

    /// <summary>
    /// What was asked for, for an example: described systems have a profile of their own, and the kernel prints unless told otherwise.
    /// </summary>
    public Example Read(ParseResult result, string name)
    {
        if (IsGiven(result, profile) && result.GetValue(profile) != Example.DescribedProfile)
        {
            throw new Failure($"described systems have the profile {Example.DescribedProfile}; leave --profile out");
        }

        var wanted = IsGiven(result, configuration) ? result.GetValue(configuration)! : "debug";
        return new Example(name, new BuildVariant(Example.DescribedProfile, wanted));
    }

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is OptionResult { Implicit: false };

    /// <summary>What was asked for.</summary>
    public BuildVariant Read(ParseResult result) => new(result.GetValue(profile)!, result.GetValue(configuration)!);
}
