// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Caprock.Tools.Site;

/// <summary>Makes the site of a repository's Markdown files and pictures.</summary>
public static class SiteBuilder
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>Folders without documentation: what was built, and files that tests read.</summary>
    private static readonly string[] s_leftOut = ["artifacts", "bin", "obj", "Data", "node_modules", "Descriptions", "Templates", ".git"];

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly (string Name, string Path, string Type)[] s_fixed =
    [
        ("style.css", "/style.css", "text/css; charset=utf-8"),
        ("status.css", "/status.css", "text/css; charset=utf-8"),
        ("status.js", "/status.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "/favicon.svg", "image/svg+xml"),
        ("upload.js", "/upload.js", "text/javascript; charset=utf-8"),
    ];

    /// <summary>Whether a system needs the page or file to show itself, also without its disk.</summary>
    public static bool IsOwn(SiteFile file) =>
        file.Path is "/status" or "/status.css" or "/status.js" or "/style.css" or "/favicon.svg";

    /// <summary>Makes the site.</summary>
    public static BuiltSite Build(string root)
    {
        var problems = new List<string>();
        var files = new List<SiteFile>();
        var pages = Find(root, "*.md").Select(source => Read(root, source)).ToList();
        var pictures = Find(root, "*.svg").ToHashSet(StringComparer.Ordinal);
        var links = new Links(root, pages.Select(page => page.Source).ToHashSet(StringComparer.Ordinal), pictures, problems);
        var template = new Template(Sections.Of(pages), Resource("page.html"));
        foreach (var page in pages)
        {
            links.Turn(page);
            AddPage(
                files, page.Path, template.Fill(page.Path, page.Title, page.Document.ToHtml(s_pipeline), Template.Contents(page.Document)));
        }

        AddPage(
            files, "/status",
            template.Fill("/status", "Status", Resource("status.html"), "", "<script src=\"/status.js\" defer></script>"));
        AddPage(
            files, "/upload", template.Fill("/upload", "Files", Resource("upload.html"), "", "<script src=\"/upload.js\" defer></script>"));
        const string Missing = "<h1>Not found</h1><p>There is no such page. The menu has all there are.</p>";
        AddPage(files, "/404", template.Fill("/404", "Not found", Missing, ""));
        files.AddRange(pictures.Select(path => new SiteFile($"/{path}", "image/svg+xml", File.ReadAllBytes(Path.Combine(root, path)))));
        files.AddRange(s_fixed.Select(file => new SiteFile(file.Path, file.Type, Encoding.UTF8.GetBytes(Resource(file.Name)))));
        return new BuiltSite(files, problems);
    }

    private static Page Read(string root, string source)
    {
        var document = Markdown.Parse(File.ReadAllText(Path.Combine(root, source)), s_pipeline);
        return new Page { Source = source, Document = document, Title = TitleOf(document) ?? source };
    }

    private static string? TitleOf(MarkdownDocument document)
    {
        var heading = document.Descendants<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1);
        return heading is null ? null : Template.TextOf(heading);
    }

    /// <summary>A page, and for a folder's also its path without the slash at the end.</summary>
    private static void AddPage(List<SiteFile> files, string path, string html)
    {
        var content = Encoding.UTF8.GetBytes(html);
        files.Add(new SiteFile(path, Html, content));
        if (path.Length > 1 && path.EndsWith('/'))
        {
            files.Add(new SiteFile(path[..^1], Html, content));
        }
    }

    private static IEnumerable<string> Find(string root, string pattern) =>
        Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => !path.Split('/').Any(part => Array.IndexOf(s_leftOut, part) >= 0 || part.StartsWith('.')))
            .Where(path => !path.StartsWith("tools/Site/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
