// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;

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
        Description = "debug (the kernel prints and checks itself) or release.",
        DefaultValueFactory = _ => defaultConfiguration,
    }.AcceptOnlyFromAmong("debug", "release");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(profile);
        command.Options.Add(configuration);
    }

    /// <summary>What was asked for.</summary>
    public BuildVariant Read(ParseResult result) => new(result.GetValue(profile)!, result.GetValue(configuration)!);
}
