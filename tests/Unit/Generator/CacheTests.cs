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
        IEnumerable<SyntaxTree> generated = build.Compilation.SyntaxTrees
            .Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
        GeneratorDriver driver = build.Driver.RunGenerators(
            build.Compilation.RemoveSyntaxTrees(generated).AddSyntaxTrees(Build.Tree("Other.cs", "class Other { }")));

        Assert.NotEmpty(Outputs(driver));
        Assert.All(Outputs(driver), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_description_and_a_changed_component_are_written_anew()
    {
        Build build = Build.Described(Pair, Component("client"));
        SyntaxTree original = build.Compilation.SyntaxTrees.Single(tree => tree.FilePath == "Demo.cs");
        GeneratorDriver component = build.Driver.RunGenerators(build.Compilation.ReplaceSyntaxTree(
            original, Build.Tree("Demo.cs", original.ToString().Replace("client", "server", StringComparison.Ordinal))));
        GeneratorDriver description = build.Driver
            .ReplaceAdditionalText(build.Description, new TextFile("demo.system", $"<system>{Domain("client")}</system>"))
            .RunGenerators(build.Compilation);

        Assert.Contains(IncrementalStepRunReason.Modified, Outputs(component));
        Assert.Contains(IncrementalStepRunReason.Modified, Outputs(description));
    }

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriver driver) => driver.GetRunResult().Results.Single()
        .TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
}
