// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Tests.Harness;
using Xunit.Abstractions;

namespace Caprock.Tests.Containment.Host;

/// <summary>An attacker in the place of each component of the web server.</summary>
/// <remarks>CAPROCK_CONTAINMENT="FACTOR SEED" makes more attempts, and writes the table into docs/containment.md.</remarks>
public sealed class ContainmentTests(ITestOutputHelper output)
{
    private const string Variable = "CAPROCK_CONTAINMENT";

    private static readonly string[] Both = ["echo", "http"];
    private static readonly string[] Echo = ["echo"];

    /// <summary>
    /// Which of the two services go on at least, with an attacker in the place of a component, because they do not need it.
    /// </summary>
    private static string[] Independent(string component) => component switch
    {
        "pci" or "timer" or "net" or "transmit" or "receive" => [],
        "observer" => Both,
        _ => Echo,
    };

    [Fact]
    public void What_a_component_does_not_have_it_cannot_harm()
    {
        var (factor, seed) = Settings(Environment.GetEnvironmentVariable(Variable));
        List<Result> results = [];
        foreach (var component in AttackedSystem.Components)
        {
            using var campaign = new Campaign(component, factor, seed);
            results.Add(campaign.Begin());
            Assert.Subset(campaign.Served.ToHashSet(), Independent(component).ToHashSet());
            results.AddRange(campaign.Run());
            foreach (var result in results.Where(result => result.Component == component))
            {
                output.WriteLine(System.Text.Json.JsonSerializer.Serialize(result));
            }
        }

        var table = Report.Write(results, $"{Variable}=\"{factor} {seed}\" ./caprock test Containment");
        output.WriteLine(table);
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            var page = Path.Combine(BuildOutput.Root, "docs", "containment.md");
            File.WriteAllText(page, Report.Insert(File.ReadAllText(page), table));
        }

        Assert.Empty(
            results.SelectMany(result => Inherent.Unexplained(result).Select(effect => $"{result.Component}, {result.Attack}: {effect}")));
        Assert.All(results, result => Assert.NotEqual(0ul, result.Attempts));
    }

    private static (ulong Factor, ulong Seed) Settings(string? text)
    {
        var words = (text ?? "1 1").Split(' ');
        var seed = words.Length > 1 ? ulong.Parse(words[1], CultureInfo.InvariantCulture) : 1;
        return (ulong.Parse(words[0], CultureInfo.InvariantCulture), seed);
    }
}
