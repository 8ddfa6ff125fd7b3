// SPDX-License-Identifier: BSD-2-Clause
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Caprock.Tools.Site;

/// <summary>Turns links between files of the repository into links between pages.</summary>
internal sealed class Links(string root, IReadOnlySet<string> pages, IReadOnlySet<string> assets, List<string> problems)
{
    /// <summary>
    /// Turns the links of a page. What is in the repository but not on the site becomes plain text; what is nowhere is a problem.
    /// </summary>
    public void Turn(Page page)
    {
        foreach (var link in page.Document.Descendants<LinkInline>().ToList())
        {
            var url = link.Url ?? "";
            if (url.Contains("://", StringComparison.Ordinal) || url.StartsWith('#') || url.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = url.Split('#', 2);
            var target = Resolve(page.Source, parts[0]);
            var turned = target is null ? null : PathOn(target);
            if (turned is not null)
            {
                link.Url = parts.Length > 1 ? $"{turned}#{parts[1]}" : turned;
            }
            else if (target is not null && (File.Exists(Path.Combine(root, target)) || Directory.Exists(Path.Combine(root, target))))
            {
                Unlink(link, target);
            }
            else
            {
                problems.Add($"{page.Source}:{link.Line + 1}: the link leads nowhere: {url}");
            }
        }
    }

    /// <summary>The path in the repository that a link means; null when it leads out.</summary>
    private static string? Resolve(string source, string url)
    {
        var parts = new List<string>((Path.GetDirectoryName(source) ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in Uri.UnescapeDataString(url).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                return null;
            }
        }

        return string.Join('/', parts);
    }

    private string? PathOn(string target)
    {
        if (pages.Contains(target))
        {
            return Page.PathOf(target);
        }

        var readme = target.Length == 0 ? "README.md" : $"{target}/README.md";
        return pages.Contains(readme) ? Page.PathOf(readme) : assets.Contains(target) ? $"/{target}" : null;
    }

    private static void Unlink(LinkInline link, string target)
    {
        var span = new EmphasisInline { DelimiterChar = '*', DelimiterCount = 1 };
        span.GetAttributes().AddClass("file");
        span.GetAttributes().AddProperty("title", target);
        while (link.FirstChild is { } child)
        {
            child.Remove();
            span.AppendChild(child);
        }

        link.ReplaceBy(span, copyChildren: false);
    }
}
