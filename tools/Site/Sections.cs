// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Site;

/// <summary>Which pages stand together in the navigation, and in which order.</summary>
internal static class Sections
{
    private static readonly (string Name, string[] Prefixes)[] s_sections =
    [
        ("Start", ["README.md", "docs/tutorial.md", "docs/README.md", "docs/debugging.md", "docs/examples.md", "CHANGES.md"]),
        ("System", ["kit/", "drivers/", "services/"]),
        ("Examples", ["examples/"]),
        (
            "Evidence",
            ["docs/evidence.md", "docs/containment.md", "docs/limits.md", "CAVEATS.md", "bench/", "spec/", "verification/", "tests/"]),
        ("Tools", ["tools/", "abi/"]),
        ("Kernel manual", ["docs/manual/README.md", "docs/manual/"]),
        ("Decisions", ["docs/decisions/README.md", "docs/decisions/"]),
    ];

    /// <summary>The sections with their pages; what belongs nowhere else comes last.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<Page> Pages)> Of(IReadOnlyList<Page> pages)
    {
        var rest = pages.ToList();
        var sections = new List<(string, IReadOnlyList<Page>)>();
        foreach (var (name, prefixes) in s_sections)
        {
            var chosen = new List<Page>();
            foreach (var prefix in prefixes)
            {
                chosen.AddRange(rest.Where(page => page.Source.StartsWith(prefix, StringComparison.Ordinal)));
                rest.RemoveAll(chosen.Contains);
            }

            sections.Add((name, chosen));
        }

        sections.Add(("More", rest));
        return [.. sections.Where(section => section.Item2.Count > 0)];
    }
}
