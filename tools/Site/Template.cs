// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Caprock.Tools.Site;

/// <summary>Puts the body of a page into what all pages have.</summary>
internal sealed class Template(IReadOnlyList<(string Name, IReadOnlyList<Page> Pages)> sections, string frame)
{
    private const int FewestHeadings = 3;

    /// <summary>The whole page.</summary>
    public string Fill(string path, string title, string body, string contents, string head = "") => frame
        .Replace("{head}", head, StringComparison.Ordinal)
        .Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
        .Replace("{files}", path == "/upload" ? " class=\"here\"" : "", StringComparison.Ordinal)
        .Replace("{status}", path == "/status" ? " class=\"here\"" : "", StringComparison.Ordinal)
        .Replace("{navigation}", Navigation(path), StringComparison.Ordinal)
        .Replace("{contents}", contents, StringComparison.Ordinal)
        .Replace("{body}", body.Replace("<table>", "<div class=\"wide\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal), StringComparison.Ordinal);

    /// <summary>Links to the parts of a long page.</summary>
    public static string Contents(MarkdownDocument document)
    {
        var headings = document.Descendants<HeadingBlock>().Where(heading => heading.Level == 2).ToList();
        if (headings.Count < FewestHeadings)
        {
            return "";
        }

        var text = new StringBuilder("<nav class=\"contents\" aria-label=\"On this page\"><p>On this page</p><ul>");
        foreach (var heading in headings)
        {
            text.Append($"<li><a href=\"#{heading.GetAttributes().Id}\">{WebUtility.HtmlEncode(TextOf(heading))}</a></li>");
        }

        return text.Append("</ul></nav>").ToString();
    }

    /// <summary>The text of a heading without its marks.</summary>
    public static string TextOf(HeadingBlock heading) => string.Concat((heading.Inline ?? []).Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));

    private string Navigation(string path)
    {
        var text = new StringBuilder();
        foreach (var (name, pages) in sections)
        {
            var isOpen = name == "Start" || pages.Any(page => page.Path == path);
            text.Append($"<details{(isOpen ? " open" : "")}><summary>{WebUtility.HtmlEncode(name)}</summary><ul>");
            foreach (var page in pages)
            {
                var here = page.Path == path ? " class=\"here\" aria-current=\"page\"" : "";
                text.Append($"<li><a href=\"{page.Path}\"{here}>{WebUtility.HtmlEncode(Short(page))}</a></li>");
            }

            text.Append("</ul></details>");
        }

        return text.ToString();
    }

    /// <summary>Titles say "name: what it is"; the navigation has the name.</summary>
    private static string Short(Page page)
    {
        var end = page.Title.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 ? page.Title[..end] : page.Title;
    }
}
