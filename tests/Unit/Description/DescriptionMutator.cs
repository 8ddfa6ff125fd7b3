// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Caprock.Tests.Unit.Description;

/// <summary>Makes descriptions that are almost right.</summary>
internal sealed partial class DescriptionMutator
{
    private static readonly string[] s_values =
    [
        "", "0", "1", "-1", "62", "63", "64", "255", "3967", "4096", "0x1000", "0x1001", "0x200000", "0x7fffffffe000", "0xffffffffffff",
        "0xfffffffffffff000", "0xffffffffffffffff", "18446744073709551616", "true", "false", "rwx", "r", "w", "a", "server", "monitor",
        "1 us", "0 ticks", "low", "edge", "ff:1f.7", "0:0.0", "component.elf", "old.elf", "missing.elf", "page.bin", "x86_vbe",
        "\u00e9", "&lt;", "never",
    ];

    private static readonly string[] s_pieces =
    [
        "<system>", "</system>", "<map />", "<channel>", "</channel>", "<irq />", "<end pd=\"client\" id=\"1\" pp=\"true\" />",
        "<virtual_machine />", "<memory_region name=\"x\" size=\"0x1000\" />", "<restart policy=\"on_fault\" />", "text",
        "<!-- ", " -->", "<![CDATA[x]]>", "&amp;", "&x;", "\"", "<", ">", "\0", "\t", "\r\n",
    ];

    private readonly Random _random;
    private readonly IReadOnlyList<string> _originals;

    public DescriptionMutator(int seed, IReadOnlyList<string> originals)
    {
        _random = new Random(seed);
        _originals = originals;
    }

    /// <summary>The next description, one to four changes from a right one.</summary>
    public string Next()
    {
        string text = Pick(_originals);
        for (int change = _random.Next(1, 5); change > 0; change--)
        {
            text = Change(text);
        }

        return text;
    }

    private string Change(string text) => _random.Next(10) switch
    {
        < 4 => ReplaceValue(text),
        4 => RenameAttribute(text),
        5 => RemoveElement(text),
        6 => RepeatElement(text),
        7 => Insert(text, Pick(s_pieces)),
        8 => Remove(text),
        _ => MoveValue(text),
    };

    private string ReplaceValue(string text) => AtMatch(text, Values().Matches(text), match => $"=\"{Pick(s_values)}\"");

    private string MoveValue(string text)
    {
        MatchCollection values = Values().Matches(text);
        return values.Count == 0 ? text : AtMatch(text, values, match => values[_random.Next(values.Count)].Value);
    }

    private string RenameAttribute(string text) => AtMatch(text, Names().Matches(text), match =>
    {
        StringBuilder name = new(match.Value);
        name[_random.Next(1, name.Length)] = (char)('a' + _random.Next(26));
        return name.ToString();
    });

    private string RemoveElement(string text) => AtMatch(text, Elements().Matches(text), match => "");

    private string RepeatElement(string text) => AtMatch(text, Elements().Matches(text), match => match.Value + match.Value);

    private string Insert(string text, string piece) => text.Insert(_random.Next(text.Length + 1), piece);

    private string Remove(string text)
    {
        int start = _random.Next(text.Length + 1);
        return text.Remove(start, Math.Min(_random.Next(1, 20), text.Length - start));
    }

    private string AtMatch(string text, MatchCollection matches, Func<Match, string> replacement)
    {
        if (matches.Count == 0)
        {
            return text;
        }

        Match match = matches[_random.Next(matches.Count)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{text[..match.Index]}{replacement(match)}{text[(match.Index + match.Length)..]}");
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Values();

    [GeneratedRegex(@" [a-z_]+(?==)")]
    private static partial Regex Names();

    [GeneratedRegex("<[a-z_]+ [^<>]*/>")]
    private static partial Regex Elements();
}
