// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>Files that are uploaded, and those that are refused.</summary>
public sealed class UploadTests(WebServer server) : IClassFixture<WebServer>
{
    private const int Most = 16 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8192)]
    [InlineData(32768)]
    [InlineData(100_000)]
    [InlineData(3_000_001)]
    public async Task What_is_put_is_there_and_a_second_one_takes_its_place(int length)
    {
        using var uploader = server.Uploader();
        var path = $"files/put {length}.data";
        var first = Bytes(length, 1);
        var second = Bytes(length + 7, 2);

        Assert.Equal(HttpStatusCode.Created, await Put(uploader, path, first));
        Assert.Equal(first, await server.Client.GetByteArrayAsync(path));
        Assert.Equal(HttpStatusCode.NoContent, await Put(uploader, path, second));
        Assert.Equal(second, await server.Client.GetByteArrayAsync(path));
        var listed = await Listed(uploader);
        Assert.Equal(second.Length, listed[$"put {length}.data"].Size);
        Assert.InRange(listed[$"put {length}.data"].Modified, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(70_000)]
    public async Task A_form_brings_a_file_with_whatever_is_in_it(int length)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var uploader = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };
        uploader.DefaultRequestHeaders.Authorization = server.Uploader().DefaultRequestHeaders.Authorization;
        var content = Bytes(length, 3);
        var start = "\r\n--boundary\r\n\r\n--bound"u8;
        start[..Math.Min(length, start.Length)].CopyTo(content);
        using var form = new MultipartFormDataContent("boundary2")
        {
            { new StringContent("x"), "other" }, { new ByteArrayContent(content), "file", $"A name, with {length}.txt" },
        };

        using var response = await uploader.PostAsync("upload", form);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/upload", response.Headers.Location!.ToString());
        Assert.Equal(content, await server.Client.GetByteArrayAsync($"files/A name, with {length}.txt"));
    }

    [Fact]
    public async Task Curl_uploads_with_both_methods()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Bytes(1_500_000, 4));
        var user = $"me:{WebServer.Password}";

        var put = HostTool.Run("curl", "-s", "-f", "-u", user, "-T", file, $"{server.Client.BaseAddress}files/by-curl");
        var post = HostTool.Run(
            "curl", "-s", "-f", "-u", user, "-F", $"file=@{file};filename=by-curl-too", $"{server.Client.BaseAddress}upload");

        Assert.Equal((0, 0), (put.ExitCode, post.ExitCode));
        Assert.Equal(await File.ReadAllBytesAsync(file), await server.Client.GetByteArrayAsync("files/by-curl"));
        Assert.Equal(await File.ReadAllBytesAsync(file), await server.Client.GetByteArrayAsync("files/by-curl-too"));
        File.Delete(file);
    }

    [Fact]
    public async Task Nobody_without_the_password_sees_the_page_or_changes_anything()
    {
        using var wrong = server.Uploader(WebServer.Password + "x");
        using var shorter = server.Uploader(WebServer.Password[..^1]);
        using var none = server.Uploader("");
        foreach (var client in new[] { server.Client, wrong, shorter, none })
        {
            using var page = await client.GetAsync("upload");
            Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
            Assert.Equal("Basic", page.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("files.json")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await Put(client, "files/intruder", [1]));
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.DeleteAsync("files/intruder")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync("files/intruder")).StatusCode);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic YWI")]
    [InlineData("Bearer YTpjaGFuZ2UtbWU=")]
    public void A_password_that_cannot_be_read_is_none(string value) =>
        Assert.StartsWith(
            "HTTP/1.1 401 ",
            server.Talk($"GET /upload HTTP/1.1\r\nHost: x\r\nAuthorization: {value}\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("../evil")]
    [InlineData("..%2fevil")]
    [InlineData("%2e%2e%2f%2e%2e%2findex.html")]
    [InlineData("a/b")]
    [InlineData("a%5cb")]
    [InlineData("a%00b")]
    [InlineData(".hidden")]
    [InlineData("ends.")]
    [InlineData("0.part~")]
    [InlineData("C:evil")]
    [InlineData("%ff%fe")]
    [InlineData("")]
    public async Task A_name_that_is_none_is_refused_and_nothing_of_the_site_is_touched(string name)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{WebServer.Password}"));
        var answer = server.Talk(
            $"PUT /files/{name} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {credentials}\r\n"
            + "Content-Length: 4\r\nConnection: close\r\n\r\nevil");

        Assert.Matches("^HTTP/1.1 (400|405|404) ", answer);
        Assert.Equal(WebServer.Stored("/"), await server.Client.GetByteArrayAsync("/"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync("evil")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        using var uploader = server.Uploader();
        uploader.DefaultRequestHeaders.ExpectContinue = true;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Put(uploader, "files/large", new byte[Most + 1]));
        Assert.Equal(HttpStatusCode.Created, await Put(uploader, "files/largest", new byte[Most]));
        Assert.Equal(Most, (await server.Client.GetByteArrayAsync("files/largest")).Length);
        Assert.Equal(HttpStatusCode.NoContent, (await uploader.DeleteAsync("files/largest")).StatusCode);
    }

    [Fact]
    public async Task What_is_removed_is_gone()
    {
        using var uploader = server.Uploader();
        Assert.Equal(HttpStatusCode.Created, await Put(uploader, "files/short-lived", [1, 2, 3]));
        Assert.Equal(HttpStatusCode.NoContent, (await uploader.DeleteAsync("files/short-lived")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync("files/short-lived")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await uploader.DeleteAsync("files/short-lived")).StatusCode);
        Assert.DoesNotContain("short-lived", (await Listed(uploader)).Keys);
    }

    [Fact]
    public async Task The_page_of_another_site_cannot_use_a_browsers_password()
    {
        using var uploader = server.Uploader();
        uploader.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, await Put(uploader, "files/forged", [1]));

        uploader.DefaultRequestHeaders.Remove("Origin");
        uploader.DefaultRequestHeaders.Add("Origin", server.Client.BaseAddress!.ToString().TrimEnd('/'));
        Assert.Equal(HttpStatusCode.Created, await Put(uploader, "files/not-forged", [1]));
    }

    [Theory]
    [InlineData("text/plain", "x", 415)]
    [InlineData("multipart/form-data", "x", 415)]
    [InlineData("multipart/form-data; boundary=b", "nonsense", 400)]
    [InlineData(
        "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cut\"\r\n\r\nabc", 400)]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--b--\r\n",
        400)]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../up\"\r\n\r\nx\r\n--b--\r\n",
        400)]
    public async Task A_form_that_brings_no_file_is_refused(string type, string content, int status)
    {
        using var uploader = server.Uploader();
        using var body = new ByteArrayContent(Encoding.Latin1.GetBytes(content));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await uploader.PostAsync("upload", body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("<a href=\"/upload\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("cut", (await Listed(uploader)).Keys);
    }

    [Fact]
    public async Task Uploads_that_are_broken_off_leave_nothing_and_room_for_others()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{WebServer.Password}"));
        for (var i = 0; i < 12; i++)
        {
            using var socket = server.Connect();
            socket.Send(Encoding.ASCII.GetBytes(
                $"PUT /files/broken HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {credentials}\r\nContent-Length: 1000000\r\n\r\n"));
            socket.Send(new byte[40_000 + (i * 5000)]);
            if (i % 2 == 0)
            {
                socket.LingerState = new LingerOption(true, 0);
            }
        }

        using var uploader = server.Uploader();
        var code = HttpStatusCode.ServiceUnavailable;
        for (var i = 0; i < 50 && code == HttpStatusCode.ServiceUnavailable; i++)
        {
            code = await Put(uploader, "files/whole", [1, 2, 3]);
            await Task.Delay(100);
        }

        Assert.True(code is HttpStatusCode.Created or HttpStatusCode.NoContent, code.ToString());
        Assert.DoesNotContain("broken", (await Listed(uploader)).Keys);
    }

    [Fact]
    public async Task Readers_of_a_file_that_is_replaced_get_one_or_the_other_and_never_a_mixture()
    {
        using var uploader = server.Uploader();
        var contents = Enumerable.Range(0, 2).Select(i => Enumerable.Repeat((byte)('a' + i), 200_000).ToArray()).ToArray();
        await Put(uploader, "files/changing", contents[0]);
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var whole = 0;
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var content = await server.Client.GetByteArrayAsync("files/changing");
                    Assert.Equal(200_000, content.Length);
                    Assert.True(content.AsSpan().IndexOfAnyExcept(content[0]) < 0, "a mixture");
                    whole++;
                }
                catch (HttpRequestException problem) when (problem.StatusCode is null)
                {
                    // Cut off, because the file was replaced meanwhile.
                }
            }

            return whole;
        })).ToList();
        for (var i = 1; i <= 12; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await Put(uploader, "files/changing", contents[i % 2]));
        }

        await enough.CancelAsync();
        Assert.True((await Task.WhenAll(readers)).Sum() > 0);
        Assert.Equal(contents[0], await server.Client.GetByteArrayAsync("files/changing"));
    }

    [Fact]
    public async Task A_longer_list_comes_in_parts()
    {
        using var uploader = server.Uploader();
        for (var i = 0; i < 60; i++)
        {
            await Put(uploader, $"files/one of many files with a name of some length, number {i}.txt", [(byte)i]);
        }

        var listed = await Listed(uploader);

        Assert.Equal(60, listed.Keys.Count(name => name.StartsWith("one of many", StringComparison.Ordinal)));
    }

    internal static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    internal static async Task<HttpStatusCode> Put(HttpClient client, string path, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var response = await client.PutAsync(path, body);
        return response.StatusCode;
    }

    private static async Task<Dictionary<string, (long Size, DateTimeOffset Modified)>> Listed(HttpClient uploader)
    {
        var files = new Dictionary<string, (long, DateTimeOffset)>();
        for (long from = 0, part = 0; part == 0 || from != 0; part++)
        {
            Assert.InRange(part, 0, 50);
            using var answer = JsonDocument.Parse(await uploader.GetStringAsync($"files.json?from={from}"));
            foreach (var file in answer.RootElement.GetProperty("files").EnumerateArray())
            {
                files.Add(
                    file.GetProperty("name").GetString()!,
                    (file.GetProperty("size").GetInt64(), DateTimeOffset.FromUnixTimeSeconds(file.GetProperty("modified").GetInt64())));
            }

            from = answer.RootElement.GetProperty("next").GetInt64();
        }

        return files;
    }
}
