// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>The tutorial's code is that of the example, which is built and booted.</summary>
public sealed partial class TutorialTests
{
    private const int MostDriverLines = 150;

    private static readonly string s_example = Path.Combine(Workspace.Repository, "examples", "clock");

    public static TheoryData<string> Blocks =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(Workspace.Repository, "docs", "tutorial.md")))
            .Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_piece_of_code_is_in_the_example(string block) =>
        Assert.Contains(
            Directory.EnumerateFiles(s_example, "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains(block, StringComparison.Ordinal));

    [Fact]
    public void Every_line_of_the_driver_is_in_the_tutorial()
    {
        string tutorial = File.ReadAllText(Path.Combine(Workspace.Repository, "docs", "tutorial.md"));
        string[] lines = File.ReadAllLines(Path.Combine(s_example, "rtc", "Rtc.cs"));
        int first = Array.FindIndex(lines, line => line.StartsWith("[Component", StringComparison.Ordinal));

        Assert.InRange(lines.Length, first + 1, MostDriverLines);
        Assert.All(lines[first..^1], line => Assert.Contains(line, tutorial, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```(?:csharp|xml)\\n(.*?)\\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
