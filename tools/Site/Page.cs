// SPDX-License-Identifier: BSD-2-Clause
using Markdig.Syntax;

namespace Caprock.Tools.Site;

/// <summary>A Markdown file and where it is on the site.</summary>
internal sealed record Page
{
    /// <summary>Path of the file in the repository.</summary>
    public required string Source { get; init; }

    /// <summary>The document.</summary>
    public required MarkdownDocument Document { get; init; }

    /// <summary>Its first heading.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is on the site.</summary>
    public string Path => PathOf(Source);

    /// <summary>Where a Markdown file is on the site: a README stands for its folder.</summary>
    public static string PathOf(string source)
    {
        var path = "/" + source[..^".md".Length];
        return path.EndsWith("/README", StringComparison.Ordinal) ? path[..^"README".Length] : path;
    }
}
