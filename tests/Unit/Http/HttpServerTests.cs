// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Tests.Unit.Http.Support;

namespace Caprock.Tests.Unit.Http;

public sealed class HttpServerTests
{
    private const string Page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 12\r\nETag: \"v1\"\r\nAccept-Ranges: bytes\r\n"
        + "X-Content-Type-Options: nosniff\r\nConnection: keep-alive\r\n\r\n<p>Hello</p>";

    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static string Status(string answer) => answer.Split("\r\n")[0]["HTTP/1.1 ".Length..];

    private static string Content(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    [Fact]
    public void A_page_is_served_and_the_connection_kept()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal(Page, server.Send(client, Get));
        Assert.Equal(Page, server.Send(client, Get));
        Assert.False(client.IsFinished || client.IsClosed);
        Assert.Equal(2ul, server.Server.Statistics.Requests);
    }

    [Fact]
    public void A_request_may_come_byte_by_byte()
    {
        using var server = new TestServer();
        var client = server.Connect();
        foreach (var letter in Get[..^1])
        {
            Assert.Equal("", server.Send(client, letter.ToString()));
        }

        Assert.Equal(Page, server.Send(client, "\n"));
    }

    [Fact]
    public void Requests_in_a_row_are_answered_in_order()
    {
        using var server = new TestServer();
        var client = server.Connect();
        client.MostSeen = 7;
        var answer = server.Send(client, string.Concat(Enumerable.Range(0, 200).Select(i => $"GET /show{i} HTTP/1.1\r\nHost: x\r\n\r\n")));
        for (var i = 0; i < 200; i++)
        {
            var text = $"/show{i}|";
            var at = answer.IndexOf("\r\n\r\n" + text, StringComparison.Ordinal);
            Assert.True(at > 0);
            answer = answer[(at + 4 + text.Length)..];
        }

        Assert.Equal("", answer);
    }

    [Fact]
    public void A_response_waits_for_room_and_the_next_request_for_the_response()
    {
        using var server = new TestServer();
        var client = server.Connect();
        client.Room = 10;
        var all = server.Send(client, Get + Get);
        Assert.Equal(10, all.Length);
        for (var i = 0; i < 100; i++)
        {
            client.Room = 13;
            server.Server.Signal(client.Place, HttpSignals.Writable, server.NowMicroseconds);
            all += client.TakeText();
        }

        Assert.Equal(Page + Page, all);
    }

    [Fact]
    public void Head_is_get_without_content()
    {
        using var server = new TestServer();
        Assert.Equal(Page[..^12], server.Once("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Theory]
    [InlineData("Connection: close")]
    [InlineData("Connection: keep-alive, Close")]
    [InlineData("connection:\tclose\t")]
    public void The_client_may_end_the_connection(string field)
    {
        using var server = new TestServer();
        var client = server.Connect();
        var answer = server.Send(client, $"GET / HTTP/1.1\r\nHost: x\r\n{field}\r\n\r\n");
        Assert.Contains("Connection: close\r\n", answer);
        Assert.True(client.IsFinished);
        Assert.False(client.IsClosed);
        Assert.Equal("", server.Send(client, "more that nobody reads"));
        Assert.Empty(client.ToServer);
        server.Send(client, "", HttpSignals.PeerFinished);
        Assert.True(client.IsClosed);
        Assert.Equal(0, server.Server.ConnectionsInUse);
    }

    [Fact]
    public void A_client_that_lingers_is_given_up()
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Send(client, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        server.Pass(6_000_000);
        Assert.True(client.IsAborted);
        Assert.Equal(0, server.Server.ConnectionsInUse);
        Assert.Equal(ulong.MaxValue, server.Server.NextDeadlineMicroseconds);
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", false)]
    public void Old_clients_keep_a_connection_only_when_they_say_so(string request, bool isLast)
    {
        using var server = new TestServer();
        var answer = server.Once(request);
        Assert.Equal("200 OK", Status(answer));
        Assert.Contains(isLast ? "Connection: close" : "Connection: keep-alive", answer);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / x HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData(" / HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("G@T / HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET x HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET * HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET http:// HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /# HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\na:\nb: c\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/x.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / http/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET / HTTP/2.0\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported")]
    [InlineData("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", "501 Not Implemented")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "501 Not Implemented")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nExpect: much\r\n\r\n", "417 Expectation Failed")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\n\r\n", "411 Length Required")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400 Bad Request")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 1,1\r\n\r\n", "400 Bad Request")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400 Bad Request")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n", "413 Content Too Large")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /a/%2e%2e/%2E%2e/b HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /%4g HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /%", "")]
    public void What_is_wrong_is_refused_with_the_right_status_and_ends_the_connection(string request, string status)
    {
        using var server = new TestServer();
        var client = server.Connect();
        var answer = server.Send(client, request);
        if (status.Length == 0)
        {
            Assert.Equal("", answer);
            return;
        }

        Assert.Equal(status, Status(answer));
        Assert.Contains("Connection: close\r\n", answer);
        Assert.Equal(status, Content(answer));
        Assert.True(client.IsFinished);
        Assert.Equal(1ul, server.Server.Statistics.Refused);
        Assert.Equal(0ul, server.Server.Statistics.Requests);
    }

    [Theory]
    [InlineData("/nothing", "404 Not Found")]
    [InlineData("/form", "200 OK")]
    public void What_is_not_there_is_not_found(string path, string status)
    {
        using var server = new TestServer();
        Assert.Equal(status, Status(server.Get(path)));
    }

    [Theory]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("DELETE", "/form", "GET, HEAD, POST")]
    public void Other_methods_are_told_which_ones_there_are(string method, string path, string allowed)
    {
        using var server = new TestServer();
        var client = server.Connect();
        var answer = server.Send(client, $"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab{Get}");
        Assert.Equal("405 Method Not Allowed", Status(answer));
        Assert.Contains($"Allow: {allowed}\r\n", answer);
        Assert.EndsWith(Page, answer);
    }

    [Fact]
    public void Content_reaches_the_site_and_what_follows_is_the_next_request()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello "));
        var answer = server.Send(client, "world" + Get);
        Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n", answer);
        Assert.EndsWith("hello world" + Page, answer);
    }

    [Fact]
    public void A_client_that_asks_whether_to_send_is_told_to()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal(
            "HTTP/1.1 100 Continue\r\n\r\n",
            server.Send(client, "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"));
        Assert.Equal("", server.Send(client, "he"));
        Assert.EndsWith("\r\n\r\nhello", server.Send(client, "llo"));
    }

    [Theory]
    [InlineData("/show/a%20b?x=%20", "/show/a b|x=%20")]
    [InlineData("/show/./a/../b", "/show/b|")]
    [InlineData("/show/a/..", "/show/|")]
    [InlineData("/show/.", "/show/|")]
    [InlineData("/show//a", "/show//a|")]
    [InlineData("/show/%41%c3%a4", "/show/A\u00c3\u00a4|")]
    [InlineData("http://host:80/show?", "/show|")]
    [InlineData("/show?a/../b", "/show|a/../b")]
    public void Paths_are_decoded_once(string target, string expected)
    {
        using var server = new TestServer();
        Assert.Equal(expected, Content(server.Get(target)));
    }

    [Theory]
    [InlineData("If-None-Match: \"v1\"", "304 Not Modified")]
    [InlineData("If-None-Match: W/\"v1\"", "304 Not Modified")]
    [InlineData("If-None-Match: \"v0\", \"v1\"", "304 Not Modified")]
    [InlineData("If-None-Match: *", "304 Not Modified")]
    [InlineData("If-None-Match: \"v2\"", "200 OK")]
    [InlineData("If-None-Match: v1", "200 OK")]
    [InlineData("If-Match: \"v1\"", "200 OK")]
    [InlineData("If-Match: *", "200 OK")]
    [InlineData("If-Match: W/\"v1\"", "412 Precondition Failed")]
    [InlineData("If-Match: \"v2\"", "412 Precondition Failed")]
    public void Conditions_are_kept(string field, string status)
    {
        using var server = new TestServer();
        var answer = server.Get("/", field);
        Assert.Equal(status, Status(answer));
        if (status.StartsWith("304", StringComparison.Ordinal))
        {
            Assert.Contains("ETag: \"v1\"\r\n", answer);
            Assert.DoesNotContain("Content-Length", answer);
            Assert.Equal("", Content(answer));
        }
    }

    [Theory]
    [InlineData("bytes=0-0", "206 Partial Content", "bytes 0-0/10", "0")]
    [InlineData("bytes=2-4", "206 Partial Content", "bytes 2-4/10", "234")]
    [InlineData("bytes=7-", "206 Partial Content", "bytes 7-9/10", "789")]
    [InlineData("bytes=7-100", "206 Partial Content", "bytes 7-9/10", "789")]
    [InlineData("bytes=-3", "206 Partial Content", "bytes 7-9/10", "789")]
    [InlineData("bytes=-30", "206 Partial Content", "bytes 0-9/10", "0123456789")]
    [InlineData("bytes=10-", "416 Range Not Satisfiable", "bytes */10", "416 Range Not Satisfiable")]
    [InlineData("bytes=-0", "416 Range Not Satisfiable", "bytes */10", "416 Range Not Satisfiable")]
    [InlineData("bytes=4-2", "200 OK", null, "0123456789")]
    [InlineData("bytes=0-1,3-4", "200 OK", null, "0123456789")]
    [InlineData("bytes=", "200 OK", null, "0123456789")]
    [InlineData("bytes=-", "200 OK", null, "0123456789")]
    [InlineData("bytes=a-b", "200 OK", null, "0123456789")]
    [InlineData("lines=1-2", "200 OK", null, "0123456789")]
    public void Ranges_are_served(string range, string status, string? contentRange, string content)
    {
        using var server = new TestServer();
        var answer = server.Get("/digits", $"Range: {range}");
        Assert.Equal(status, Status(answer));
        Assert.Equal(content, Content(answer));
        Assert.Contains($"Content-Length: {content.Length}\r\n", answer);
        Assert.Equal(
            contentRange, answer.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Range: ", StringComparison.Ordinal))?[15..]);
        Assert.Contains("Cache-Control: no-cache\r\n", answer);
    }

    [Theory]
    [InlineData("/", "\"v1\"", "206 Partial Content")]
    [InlineData("/", "\"v2\"", "200 OK")]
    [InlineData("/digits", "W/\"weak\"", "200 OK")]
    public void A_range_of_something_else_is_everything(string path, string tag, string status)
    {
        using var server = new TestServer();
        Assert.Equal(status, Status(server.Get(path, "Range: bytes=0-1", $"If-Range: {tag}")));
    }

    [Fact]
    public void Nothing_is_content_as_well()
    {
        using var server = new TestServer();
        Assert.Contains("Content-Length: 0\r\n", server.Get("/empty"));
        Assert.Equal("416 Range Not Satisfiable", Status(server.Get("/empty", "Range: bytes=0-")));
    }

    [Fact]
    public void Heads_that_are_too_long_are_refused()
    {
        using var server = new TestServer();
        Assert.Equal("431 Request Header Fields Too Large", Status(server.Get("/", "A: " + new string('x', 5000))));
        Assert.Equal("431 Request Header Fields Too Large", Status(server.Get("/", [.. Enumerable.Repeat("A: b", 64)])));
        Assert.Equal("200 OK", Status(server.Get("/", [.. Enumerable.Repeat("A: b", 63)])));
        Assert.Equal("414 URI Too Long", Status(server.Get("/" + new string('x', 2048))));
        Assert.Equal("414 URI Too Long", Status(server.Get("/" + new string('x', 5000))));
        Assert.Equal("404 Not Found", Status(server.Get("/" + new string('x', 2047))));
    }

    [Fact]
    public void A_site_whose_fields_do_not_fit_is_at_fault()
    {
        using var server = new TestServer();
        Assert.Equal("500 Internal Server Error", Status(server.Get("/bad")));
    }

    [Fact]
    public void A_client_that_says_nothing_is_given_up_quietly()
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Pass(9_000_000);
        Assert.False(client.IsClosed);
        server.Pass(2_000_000);
        Assert.True(client.IsClosed);
        Assert.Equal("", client.TakeText());
    }

    [Fact]
    public void A_client_that_is_idle_between_requests_has_longer()
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Send(client, Get);
        server.Pass(29_000_000);
        Assert.Equal(Page, server.Send(client, Get));
        server.Pass(31_000_000);
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void A_request_that_drips_is_told_that_it_is_late()
    {
        using var server = new TestServer();
        var client = server.Connect();
        var answer = "";
        for (var i = 0; i < 30 && answer.Length == 0; i++)
        {
            answer = server.Send(client, i == 0 ? "GET / HTTP/1.1\r\n" : "A: b\r\n");
            server.Pass(1_000_000);
            answer += client.TakeText();
        }

        Assert.Equal("408 Request Timeout", Status(answer));
        Assert.InRange(server.NowMicroseconds, 9_900_000ul, 12_000_000ul);
    }

    [Fact]
    public void A_client_that_takes_nothing_is_given_up_and_one_that_takes_a_little_is_not()
    {
        using var server = new TestServer();
        var slow = server.Connect();
        var dead = server.Connect();
        slow.Room = 0;
        dead.Room = 0;
        slow.Outstanding = 1000;
        dead.Outstanding = 1000;
        server.Send(slow, Get);
        server.Send(dead, Get);
        for (var i = 0; i < 10; i++)
        {
            server.Pass(10_000_000);
            slow.Outstanding--;
        }

        Assert.True(dead.IsAborted);
        Assert.False(slow.IsAborted);
        slow.Room = int.MaxValue;
        server.Server.Signal(slow.Place, HttpSignals.Writable, server.NowMicroseconds);
        Assert.Equal(Page, slow.TakeText());
    }

    [Fact]
    public void More_clients_than_places_are_turned_away_and_places_are_used_again()
    {
        using var server = new TestServer();
        for (var round = 0; round < 3; round++)
        {
            var clients = Enumerable.Range(0, 4).Select(_ => server.Connect()).ToList();
            var late = server.Connect();
            Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", late.TakeText());
            Assert.True(late.IsClosed);
            clients.ForEach(client => server.Server.Signal(client.Place, HttpSignals.Closed, 0));
            Assert.All(clients, client => Assert.True(client.IsClosed));
        }

        Assert.Equal(3ul, server.Server.Statistics.TurnedAway);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HT")]
    [InlineData("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe")]
    public void A_client_that_ends_before_its_request_is_closed(string part)
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, part, HttpSignals.PeerFinished));
        Assert.True(client.IsClosed);
        Assert.Equal(0, server.Server.ConnectionsInUse);
    }

    [Fact]
    public void A_client_that_ends_after_its_request_is_answered()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal(Page, server.Send(client, Get, HttpSignals.PeerFinished));
        Assert.True(client.IsClosed);
    }

    [Fact]
    public void Empty_lines_before_a_request_do_not_count()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, "\r\n\r\n"));
        Assert.Equal(Page, server.Send(client, Get));
    }
}
