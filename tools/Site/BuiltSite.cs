// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Site;

/// <summary>The site, or what is wrong with its sources.</summary>
/// <param name="Files">Pages and files.</param>
/// <param name="Problems">A line for each mistake: file, line, what it is.</param>
public sealed record BuiltSite(IReadOnlyList<SiteFile> Files, IReadOnlyList<string> Problems);
