// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Generator;

/// <summary>The example of the generator's page.</summary>
public sealed class ReadmeTests
{
    private static readonly IReadOnlyList<string> s_blocks =
        [.. Blocks(File.ReadAllLines(Path.Combine(Library.Root, "kit/Generator/README.md")))];

    [Theory]
    [InlineData("[Component(\"timer\")]")]
    [InlineData("[Component(\"client\")]")]
    public void The_example_compiles(string component)
    {
        string description = s_blocks.Single(block => block.StartsWith("<system>", StringComparison.Ordinal));
        string protocol = s_blocks.Single(block => block.Contains("[Procedures]", StringComparison.Ordinal));
        string source = s_blocks.Single(block => block.Contains(component, StringComparison.Ordinal));

        Build.Run([("demo.system", description)], protocol + source.Replace("namespace Demo;", "", StringComparison.Ordinal)).Source();
    }

    [Fact]
    public void The_component_that_waits_compiles() =>
        Build.Undescribed(s_blocks.Single(block => block.Contains("async Activity", StringComparison.Ordinal))).Source();

    [Fact]
    public void The_description_in_CSharp_gives_the_same_names()
    {
        string inCSharp = s_blocks.Single(block => block.Contains("[assembly: ", StringComparison.Ordinal));
        string component = Texts.Component("client", "", "public static void Init() => Timer.Notify();");

        string source = Build.Run([("demo.system.cs", inCSharp)], component).Source();

        string inXml = s_blocks.Single(block => block.StartsWith("<system>", StringComparison.Ordinal));
        Assert.Equal(Build.Run([("demo.system", inXml)], component).Source(), source);
    }

    [Fact]
    public void Every_rule_is_in_the_table() => Assert.All(
        new Caprock.Kit.Generator.RefusedMemberAnalyzer().SupportedDiagnostics.Select(rule => rule.Id)
            .Concat(Enumerable.Range(6001, 15).Select(number => $"CAP{number}")),
        rule => Assert.Contains(
            File.ReadAllLines(Path.Combine(Library.Root, "kit/Generator/README.md")),
            line => line.StartsWith("| CAP", StringComparison.Ordinal) && line.Contains(rule, StringComparison.Ordinal)));

    /// <summary>Pieces of code: lines that are indented, with the blank ones between.</summary>
    private static IEnumerable<string> Blocks(string[] lines)
    {
        List<string> block = [];
        foreach (string line in lines.Append("end"))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal) || (line.Length == 0 && block.Count > 0))
            {
                block.Add(line.Length == 0 ? "" : line[4..]);
            }
            else if (block.Count > 0)
            {
                yield return string.Join('\n', block);
                block.Clear();
            }
        }
    }
}
