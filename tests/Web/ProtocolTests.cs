// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Caprock.Tests.Web;

/// <summary>What a client that behaves, or does not, gets from the server in its system.</summary>
public sealed class ProtocolTests(WebServer server) : IClassFixture<WebServer>
{
    private const string Page = "docs/tutorial";
    private const string Missing = "docs/nothing";

    [Fact]
    public async Task Every_page_and_file_of_the_site_comes_as_it_was_made()
    {
        var files = Directory.EnumerateFiles(WebServer.Folder, "*", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 60);
        foreach (var file in files.Where(file => Path.GetFileName(file) != "upload.html"))
        {
            var path = "/" + Path.GetRelativePath(WebServer.Folder, file);
            path = path.EndsWith("/index.html", StringComparison.Ordinal)
                ? path[..^"index.html".Length] : path.Replace(".html", "", StringComparison.Ordinal);
            using var response = await server.Client.GetAsync(path);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(await File.ReadAllBytesAsync(file), await response.Content.ReadAsByteArrayAsync());
            Assert.Equal(TypeOf(Path.GetExtension(file)), response.Content.Headers.ContentType!.ToString());
            Assert.NotNull(response.Headers.ETag);
            Assert.InRange(response.Headers.Date!.Value, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(2));
        }
    }

    [Fact]
    public async Task A_page_is_sent_again_only_if_it_was_changed_since()
    {
        using var first = await server.Client.GetAsync(Page);
        var changed = first.Content.Headers.LastModified!.Value;
        Assert.Equal(
            File.GetLastWriteTimeUtc(Path.Combine(WebServer.Folder, Page + ".html")), changed.UtcDateTime, TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.NotModified, await Ask(changed));
        Assert.Equal(HttpStatusCode.NotModified, await Ask(changed.AddDays(1)));
        Assert.Equal(HttpStatusCode.OK, await Ask(changed.AddSeconds(-1)));

        async Task<HttpStatusCode> Ask(DateTimeOffset since)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Page);
            request.Headers.IfModifiedSince = since;
            using var response = await server.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        using var first = await server.Client.GetAsync(Page);
        using var again = new HttpRequestMessage(HttpMethod.Get, Page);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Client.SendAsync(again);
        using var other = new HttpRequestMessage(HttpMethod.Get, Page);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"0123456789abcdef\""));
        using var third = await server.Client.SendAsync(other);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(100, null)]
    [InlineData(null, 77)]
    public async Task A_part_is_the_part_that_was_asked_for(int? from, int? to)
    {
        var whole = await server.Client.GetByteArrayAsync(Page);
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Range = new RangeHeaderValue(from, to);
        using var response = await server.Client.SendAsync(request);

        var first = from ?? whole.Length - to!.Value;
        var last = from is null ? whole.Length - 1 : to ?? whole.Length - 1;
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[first..(last + 1)], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal($"bytes {first}-{last}/{whole.Length}", response.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task A_part_behind_the_end_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Range = new RangeHeaderValue(10_000_000, null);
        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_that_says_so()
    {
        using var response = await server.Client.GetAsync(Missing);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_sends_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Page);
        using var response = await server.Client.SendAsync(request);

        Assert.Equal((await server.Client.GetByteArrayAsync(Page)).Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_page_cannot_be_posted_to()
    {
        using var response = await server.Client.PostAsync(Page, new StringContent("x"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public void Requests_in_a_row_are_answered_in_their_order()
    {
        string[] paths = ["/docs/limits", "/favicon.svg", "/style.css", "/docs/limits", "/status.js"];
        var requests = string.Concat(paths.Select(path => $"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));

        var answer = Encoding.Latin1.GetBytes(server.Talk(requests + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

        var position = 0;
        foreach (var path in paths.Append("/"))
        {
            var content = WebServer.Stored(path);
            var head = answer.AsSpan(position).IndexOf("\r\n\r\n"u8) + 4;
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.Latin1.GetString(answer, position, head), StringComparison.Ordinal);
            position += head;
            Assert.Equal(content, answer[position..(position + content.Length)]);
            position += content.Length;
        }

        Assert.Equal(answer.Length, position);
    }

    [Theory]
    [InlineData("\0\u0001\u0002 nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400)]
    [InlineData("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501)]
    [InlineData("GET / HTTP/2.7\r\nHost: x\r\n\r\n", 505)]
    public void What_is_no_request_is_refused_with_its_reason(string text, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status} ", server.Talk(text), StringComparison.Ordinal);

    [Fact]
    public void A_request_without_end_is_refused() =>
        Assert.StartsWith(
            "HTTP/1.1 431 ", server.Talk($"GET / HTTP/1.1\r\nHost: x\r\nX: {new string('x', 10_000)}"), StringComparison.Ordinal);

    [Fact]
    public void The_path_out_of_the_site_does_not_exist() =>
        Assert.DoesNotContain(
            " 200 ", server.Talk("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

    private static string TypeOf(string ending) => ending switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, "No such files are expected."),
    };
}
