// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Site;

namespace Caprock.Tests.Unit.Site;

/// <summary>The site of this repository, and of small ones with mistakes.</summary>
public sealed partial class SiteTests : IDisposable
{
    private static readonly BuiltSite Own = SiteBuilder.Build(BuildOutput.Root);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-site-");

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_documentation_has_no_link_that_leads_nowhere() => Assert.Empty(Own.Problems);

    [Fact]
    public void Every_link_of_every_page_is_on_the_site_with_its_place()
    {
        var pages = Own.Files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content));
        pages.Add("/status.json", "");
        Assert.True(pages.Count > 60);
        foreach (var (path, html) in pages.Where(page => page.Value.StartsWith("<!doctype", StringComparison.Ordinal)))
        {
            foreach (Match match in Target().Matches(html))
            {
                var parts = match.Groups[1].Value.Split('#', 2);
                var target = parts[0].Length == 0 ? path : parts[0];
                if (target.StartsWith("http", StringComparison.Ordinal))
                {
                    continue;
                }

                Assert.True(pages.TryGetValue(target, out var there), $"{path} leads to {target}");
                Assert.True(parts.Length == 1
                    || there!.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal), $"{path} leads to {match.Groups[1].Value}");
            }
        }
    }

    [Fact]
    public void A_page_has_its_title_and_every_page_in_its_navigation()
    {
        var tutorial = Encoding.UTF8.GetString(Own.Files.Single(file => file.Path == "/docs/tutorial").Content);

        Assert.Contains("<title>Tutorial: from nothing to a driver · Caprock</title>", tutorial, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/docs/tutorial\" class=\"here\" aria-current=\"page\">Tutorial</a>", tutorial, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/services/Http/\">", tutorial, StringComparison.Ordinal);
        Assert.DoesNotContain("{", Placeholder().Match(tutorial).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_a_problem()
    {
        Write("README.md", "# Top\n\n[there](docs/there.md), [gone](docs/gone.md), [out](../other)");
        Write("docs/there.md", "# There\n\n[back](../README.md), [the source](../code.cs)");
        Write("code.cs", "");

        var site = SiteBuilder.Build(folder.FullName);

        Assert.Equal(["README.md:3: the link leads nowhere: docs/gone.md", "README.md:3: the link leads nowhere: ../other"], site.Problems);
        var there = Encoding.UTF8.GetString(site.Files.Single(file => file.Path == "/docs/there").Content);
        Assert.Contains("<a href=\"/\">back</a>", there, StringComparison.Ordinal);
        Assert.Contains("title=\"code.cs\">the source</em>", there, StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Target();

    [GeneratedRegex("\\{(title|body|navigation|contents|head|status)\\}")]
    private static partial Regex Placeholder();
}
