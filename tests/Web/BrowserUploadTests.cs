// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;

namespace Caprock.Tests.Web;

/// <summary>A person with a browser uploads files, on a phone and at a desk.</summary>
public sealed class BrowserUploadTests(WebServer server) : IClassFixture<WebServer>
{
    [Theory]
    [InlineData(1280, 900)]
    [InlineData(420, 860)]
    public async Task A_file_chosen_in_the_form_is_uploaded_listed_and_removed(int width, int height)
    {
        var name = $"From a browser {width} & more.txt";
        var file = Path.Combine(Directory.CreateTempSubdirectory("caprock-upload").FullName, name);
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("a line of text\n", 5000)));
        using var browser = new DevTools(WebServer.Password, width, height);

        browser.Visit(new Uri(server.Client.BaseAddress!, "upload"));
        browser.Await("/file/i.test(document.getElementById('state').textContent)");
        browser.Choose("#file", file);
        browser.Evaluate("document.querySelector('form.upload button').click()");
        browser.Await($"document.getElementById('file-table').innerText.includes({Quoted(name)})");

        Assert.EndsWith("/upload", browser.Evaluate("location.href"), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(file), await server.Client.GetByteArrayAsync("files/" + Uri.EscapeDataString(name)));
        Assert.Contains("73.2 KiB", browser.Evaluate("document.getElementById('file-table').innerText"), StringComparison.Ordinal);
        AssertLooks(browser, width);

        browser.Evaluate("window.confirm = () => true");
        browser.Evaluate($"document.querySelector('button[aria-label=\"Remove {name}\"]').click()");
        browser.Await($"!document.getElementById('file-table').innerText.includes({Quoted(name)})");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await server.Client.GetAsync("files/" + Uri.EscapeDataString(name))).StatusCode);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void A_file_that_cannot_be_stored_gives_a_page_that_says_why_and_leads_back()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("caprock-upload").FullName, "ends with a tilde~");
        File.WriteAllBytes(file, Encoding.ASCII.GetBytes("text"));
        using var browser = new DevTools(WebServer.Password, 420, 860);

        browser.Visit(new Uri(server.Client.BaseAddress!, "upload"));
        browser.Choose("#file", file);
        browser.Evaluate("document.querySelector('form.upload button').click()");
        browser.Await("document.body.innerText.includes('This cannot be stored')");

        Assert.True(Picture.Read(browser.Screenshot()).Marks(0, 0, 420, 400) > 300);
        browser.Evaluate("document.querySelector('a[href=\"/upload\"]').click()");
        browser.Await("document.querySelector('form.upload') !== null");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>The margins are free, so nothing is too wide, and something is in between.</summary>
    private static void AssertLooks(DevTools browser, int width)
    {
        Assert.Equal("true", browser.Evaluate("document.documentElement.scrollWidth <= window.innerWidth"));
        var screen = Picture.Read(browser.Screenshot());
        Assert.Equal(width, screen.Width);
        var footer = int.Parse(
            browser.Evaluate("Math.floor(document.querySelector('footer').getBoundingClientRect().top)"), CultureInfo.InvariantCulture);
        Assert.Equal(0, screen.Marks(width - 8, 80, width, Math.Min(screen.Height, footer - 2)));
        Assert.True(screen.Marks(2, 80, width - 2, 600) > 1000);
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, RelaxedText);

    private static readonly System.Text.Json.JsonSerializerOptions RelaxedText = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
