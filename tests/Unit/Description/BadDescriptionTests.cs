// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description;
using Caprock.Kit.Description.Messages;

namespace Caprock.Tests.Unit.Description;

/// <summary>Wrong descriptions and what is said about them.</summary>
public sealed class BadDescriptionTests
{
    public static TheoryData<string> Names => [.. Corpus.Bad];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_with_these_messages_at_these_places(string name)
    {
        CompilationResult result = Corpus.Compile(Corpus.Text("bad", name));

        Assert.Equal(Corpus.Expected(name), result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_an_error_and_no_layout(string name)
    {
        CompilationResult result = Corpus.Compile(Corpus.Text("bad", name));

        if (result.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            Assert.False(result.Succeeded);
            Assert.Null(result.Layout);
        }
        else
        {
            Assert.NotEmpty(result.Diagnostics);
            Assert.NotNull(result.Layout);
        }
    }

    [Fact]
    public void Every_message_is_one_line_that_also_says_what_would_be_right()
    {
        IEnumerable<Diagnostic> all = Corpus.Bad.SelectMany(name => Corpus.Compile(Corpus.Text("bad", name)).Diagnostics);

        Assert.All(all, diagnostic =>
        {
            Assert.NotEmpty(diagnostic.Advice);
            Assert.DoesNotContain('\n', diagnostic.ToString());
            Assert.False(diagnostic.Advice.EndsWith('.'));
        });
    }

    [Fact]
    public void Every_description_has_its_expectation_and_the_other_way_round()
    {
        Assert.All(Corpus.Bad, name => Assert.NotEmpty(Corpus.Expected(name)));
        Assert.True(Corpus.Bad.Count() >= 150);
    }

    [Fact]
    public void A_message_begins_with_the_file_so_that_editors_can_jump_to_it()
    {
        Diagnostic diagnostic = new(new SourcePosition(3, 7), Severity.Error, "it is wrong", "do it right");

        Assert.Equal("demo.system:3:7: error: it is wrong; do it right", diagnostic.Format("demo.system"));
    }
}
