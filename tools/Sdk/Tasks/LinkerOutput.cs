// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;

namespace Caprock.Tools.Sdk.Tasks;

/// <summary>What ld.lld said, taken apart.</summary>
public sealed partial class LinkerOutput
{
    private LinkerOutput(IReadOnlyList<UndefinedSymbol> undefined, IReadOnlyList<string> otherErrors)
    {
        Undefined = undefined;
        OtherErrors = otherErrors;
    }

    /// <summary>Symbols it did not find.</summary>
    public IReadOnlyList<UndefinedSymbol> Undefined { get; }

    /// <summary>Everything else it refused, one text each.</summary>
    public IReadOnlyList<string> OtherErrors { get; }

    /// <summary>Takes the text apart.</summary>
    /// <remarks>An error is a line "ld.lld: error: ..."; lines that begin with ">>>" belong to it. For an undefined symbol they are
    /// ">>> referenced by FILE:LINE (PATH:LINE)" or ">>> referenced by OBJECT:(SECTION)", and ">>>   OBJECT:(FUNCTION)".</remarks>
    public static LinkerOutput Parse(string text)
    {
        var undefined = new List<UndefinedSymbol>();
        var other = new List<string>();
        foreach (string block in ErrorStart().Split(text).Skip(1))
        {
            string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Match match = UndefinedStart().Match(lines.Length > 0 ? lines[0] : "");
            if (match.Success)
            {
                undefined.Add(new UndefinedSymbol(match.Groups["name"].Value, References(lines.Skip(1))));
            }
            else
            {
                other.Add(string.Join(' ', lines));
            }
        }

        return new LinkerOutput(undefined, other);
    }

    private static List<SymbolReference> References(IEnumerable<string> lines)
    {
        var references = new List<SymbolReference>();
        string? file = null;
        int line = 0;
        foreach (string text in lines)
        {
            Match source = SourcePlace().Match(text);
            if (source.Success)
            {
                file = source.Groups["path"].Value;
                line = int.Parse(source.Groups["line"].Value, CultureInfo.InvariantCulture);
                continue;
            }

            Match place = ObjectPlace().Match(text);
            if (place.Success)
            {
                references.Add(new SymbolReference(place.Groups["function"].Value, file, line));
                file = null;
                line = 0;
            }
        }

        return references;
    }

    [GeneratedRegex(@"^[^\n]*ld\.lld: error: ", RegexOptions.Multiline)]
    private static partial Regex ErrorStart();

    [GeneratedRegex(@"^undefined (?:hidden |protected )?symbol: (?<name>.+)$")]
    private static partial Regex UndefinedStart();

    [GeneratedRegex(@"^>>> referenced by [^()]*\((?<path>.+):(?<line>\d+)\)$")]
    private static partial Regex SourcePlace();

    [GeneratedRegex(@"^>>>.*:\((?<function>.+)\)(?: in archive .*)?$")]
    private static partial Regex ObjectPlace();
}
