// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Tests.Web;

/// <summary>What a person sees who opens the site in a browser.</summary>
public sealed partial class BrowserTests(WebServer server) : IClassFixture<WebServer>
{
    private const int UntilDrawn = 3000;

    [Fact]
    public void The_page_of_the_running_system_draws_every_component_with_its_figures()
    {
        var page = Browser.Document(Address("status"), UntilDrawn);

        Assert.Contains("Live.", page, StringComparison.Ordinal);
        var picture = Between(page, "<svg id=\"picture\"", "</svg>");
        var table = Between(page, "<table id=\"component-table\"", "</table>");
        foreach (var component in server.Status().GetProperty("components").EnumerateArray())
        {
            var name = component.GetProperty("name").GetString()!;
            Assert.Contains($">{name}<", table, StringComparison.Ordinal);
        }

        Assert.Contains(">web<", picture, StringComparison.Ordinal);
        Assert.Contains(">copier<", picture, StringComparison.Ordinal);
        Assert.Matches(Share(), picture);
        Assert.Matches(Rate(), picture);
        Assert.Matches(Row(), Between(page, "<table id=\"queue-table\"", "</table>"));
    }

    [Fact]
    public void A_page_of_the_documentation_has_its_text_and_the_way_to_the_others()
    {
        var page = Browser.Document(Address("docs/tutorial"), 500);

        Assert.Contains("href=\"/status\"", page, StringComparison.Ordinal);
        Assert.Matches(Heading(), page);
        Assert.Contains("dotnet", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1280, 900)]
    [InlineData("bench/", 500, 900)]
    [InlineData("status", 1280, 1400)]
    [InlineData("status", 500, 1400)]
    public void A_screen_of_any_size_is_used_and_nothing_sticks_out(string path, int width, int height)
    {
        var screen = Browser.Screenshot(Address(path), width, height, UntilDrawn);

        Assert.Equal(width, screen.Width);
        Assert.True(screen.Height >= height - 200, $"{screen.Height} lines");
        for (var top = 0; top + 300 <= screen.Height; top += 300)
        {
            Assert.True(screen.Marks(2, top, width - 2, top + 300) > 300, $"nothing is drawn from line {top} on");
        }

        // The margins are free: text that is too wide would reach the right one.
        Assert.Equal(0, screen.Marks(width - 8, 80, width, screen.Height));
        Assert.Equal(0, screen.Marks(0, 80, 8, screen.Height));
    }

    [Fact]
    public void The_page_of_the_running_system_is_drawn_anew_while_it_is_looked_at()
    {
        var first = Uptime(Browser.Document(Address("status"), UntilDrawn));
        Thread.Sleep(2000);
        var second = Uptime(Browser.Document(Address("status"), UntilDrawn));

        Assert.NotEqual(first, second);
    }

    private static string Uptime(string page) => Between(page, "id=\"tiles\"", "since the start");

    private static string Between(string text, string first, string last)
    {
        var start = text.IndexOf(first, StringComparison.Ordinal);
        Assert.True(start >= 0, $"the page has no '{first}'");
        var end = text.IndexOf(last, start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"the page has no '{last}' behind '{first}'");
        return text[start..end];
    }

    private Uri Address(string path) => new(server.Client.BaseAddress!, path);

    [GeneratedRegex(@"\d+(\.\d)? %<")]
    private static partial Regex Share();

    [GeneratedRegex(@"\d+/s<")]
    private static partial Regex Rate();

    [GeneratedRegex(@"net → receive.*?\d+", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<h1[^>]*>[^<]+")]
    private static partial Regex Heading();
}
