// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;
using static Caprock.Tests.Unit.Generator.Texts;

namespace Caprock.Tests.Unit.Generator;

/// <summary>An editor runs the generator at each key; nothing is done again that would come out the same.</summary>
public sealed class CacheTests
{
    [Fact]
    public void Another_file_changes_nothing()
    {
        Build build = Build.Described(Pair, Component("client", "[Uses<IT>(\"server\")]") + "\n[Procedures] interface IT { void Go(); }");
        GeneratorDriver driver = build.Driver.RunGenerators(
            build.Compilation.RemoveSyntaxTrees(build.Compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
                .AddSyntaxTrees(Build.Tree("Other.cs", "class Other { }")));

        Assert.NotEmpty(Outputs(driver));
        Assert.All(Outputs(driver), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_blank_in_the_component_writes_nothing_anew_but_a_new_attribute_does()
    {
        Build build = Build.Described(Pair, Component("client"));
        SyntaxTree original = build.Compilation.SyntaxTrees.Single(tree => tree.FilePath == "Demo.cs");
        GeneratorDriver Change(string from, string to) => build.Driver.RunGenerators(build.Compilation.ReplaceSyntaxTree(
            original, Build.Tree("Demo.cs", original.ToString().Replace(from, to, StringComparison.Ordinal))));

        Assert.Contains(IncrementalStepRunReason.Cached, Outputs(Change("    }", "  }")));
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, Outputs(Change("    }", "  }")));
        Assert.Contains(IncrementalStepRunReason.Modified, Outputs(Change("client", "server")));
    }

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriver driver) => driver.GetRunResult().Results.Single()
        .TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
}
