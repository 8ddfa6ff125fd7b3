// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tests.Unit.Description;
using Microsoft.CodeAnalysis;

namespace Caprock.Tests.Unit.Generator;

/// <summary>Whatever stands in a description, the generator gives an answer, and what it writes is C#.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 150;

    private static readonly IReadOnlyList<string> s_originals =
    [
        .. Directory.EnumerateFiles(Path.Combine(Library.Root, "tests/Descriptions/good"), "*.system")
            .Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_mutated_description_gives_source_that_parses_or_errors(int seed)
    {
        DescriptionMutator mutator = new(seed, s_originals);
        Random random = new(seed);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string text = mutator.Next();

            // The whole is bound in every tenth round: that takes most of the time.
            Build build = Build.Run([("demo.system", text)], Source(text, random), binds: round % 10 == 0);

            int lines = text.Count(letter => letter == '\n') + 1;
            Assert.All(build.Generated, source => Assert.Empty(Build.Tree("a.cs", source).GetDiagnostics().Select(Build.Text)));
            Assert.DoesNotContain(build.Diagnostics, one => one.Id.StartsWith("CS", StringComparison.Ordinal));
            Assert.All(
                build.Diagnostics.Where(one => one.Id == "CAP6001"),
                one => Assert.InRange(one.Location.GetLineSpan().StartLinePosition.Line, 0, lines - 1));
            refused += build.Diagnostics.Any(one => one.Id == "CAP6001") ? 1 : 0;
        }

        Assert.InRange(refused, Rounds / 5, Rounds - 1);
    }

    [Fact]
    public void Random_text_gives_an_error()
    {
        Random random = new(1);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);

            Build build = Build.Run([("demo.system", Encoding.Latin1.GetString(bytes))], Texts.Component("a"), binds: false);

            Assert.Contains(build.Diagnostics, one => one.Id == "CAP6001");
        }
    }

    /// <summary>A component that is one of the description's protection domains, or all of them.</summary>
    private static string Source(string text, Random random)
    {
        string[] names = [.. text.Split("<protection_domain").Skip(1).Select(Name).Append("*")];
        return Texts.Component(names[random.Next(names.Length)]);
    }

    private static string Name(string element)
    {
        int start = element.IndexOf("name=\"", StringComparison.Ordinal) + 6;
        int end = start < 6 ? -1 : element.IndexOf('"', start);
        string name = end < 0 ? "*" : element[start..end];
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? name : "*";
    }
}
