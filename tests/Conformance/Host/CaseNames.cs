// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;

namespace Caprock.Tests.Conformance.Host;

/// <summary>The list of cases, so that one that vanishes is noticed, and names are known before a run.</summary>
/// <remarks>A line is a name; one in brackets says which symbol a profile must define for the lines behind it.</remarks>
internal static class CaseNames
{
    /// <summary>The cases of a profile.</summary>
    public static IEnumerable<string> Of(string profile)
    {
        var applies = true;
        foreach (var line in File.ReadLines(Path.Combine(BuildOutput.Root, "tests", "Conformance", "cases.txt")))
        {
            if (line.StartsWith('['))
            {
                applies = Features.Has(profile, line.Trim('[', ']'));
            }
            else if (applies && line.Length > 0 && !line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
