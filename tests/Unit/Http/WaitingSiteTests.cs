// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Tests.Unit.Http.Support;

namespace Caprock.Tests.Unit.Http;

/// <summary>Sites that wait for a disk: answers that come later, content that comes and goes in pieces; and dates.</summary>
public sealed class WaitingSiteTests
{
    private const string Later = "GET /later%2541 HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string Stream = "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string Get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static string Content(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    [Fact]
    public void A_site_that_waits_is_asked_again_with_the_same_request()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, Later));
        server.Server.Continue(client.Place, server.NowMicroseconds);
        Assert.Equal("", client.TakeText());
        server.Site.IsDecided = true;
        server.Server.Continue(client.Place, server.NowMicroseconds);

        Assert.Equal("/later%41", Content(client.TakeText()));
        Assert.Equal(["/later%41", "/later%41", "/later%41"], server.Site.Asked);
        Assert.Equal(1ul, server.Server.Statistics.Requests);
    }

    [Fact]
    public void What_comes_behind_a_request_that_waits_is_answered_behind_it()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, Later + Get));
        Assert.Equal("", server.Send(client, Get));
        server.Site.IsDecided = true;
        server.Server.Continue(client.Place, server.NowMicroseconds);

        Assert.Equal(3, client.TakeText().Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Fact]
    public void A_site_that_never_decides_is_unavailable()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal("", server.Send(client, Later));
        server.Pass(11_000_000);

        Assert.StartsWith("HTTP/1.1 503 ", client.TakeText(), StringComparison.Ordinal);
        server.Server.Continue(client.Place, server.NowMicroseconds);
        Assert.Equal("", client.TakeText());
    }

    [Fact]
    public void Who_need_not_wait_is_not_disturbed_when_told_to_continue()
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Server.Continue(client.Place, server.NowMicroseconds);
        server.Server.Continue(1000, server.NowMicroseconds);
        Assert.StartsWith("HTTP/1.1 200 ", server.Send(client, Get), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Content_is_sent_as_it_is_there(bool isLending)
    {
        using var server = new TestServer();
        server.Site.IsLending = isLending;
        server.Site.Available = 100;
        var client = server.Connect();
        var answer = server.Send(client, Stream);
        Assert.Contains("Content-Length: 1000\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(100, Content(answer).Length);
        for (var available = 150; available <= 1000; available += 170)
        {
            server.Site.Available = available;
            server.Server.Continue(client.Place, server.NowMicroseconds);
            answer += client.TakeText();
        }

        Assert.Equal(string.Concat(server.Site.Content.Select(letter => (char)letter)), Content(answer));
        Assert.StartsWith("HTTP/1.1 200 ", server.Send(client, Get), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_content_that_comes_in_pieces_is_that_part()
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        var answer = server.Get("/stream", "Range: bytes=290-650");

        Assert.StartsWith("HTTP/1.1 206 ", answer, StringComparison.Ordinal);
        Assert.Equal(server.Site.Content[290..651], Content(answer).Select(letter => (byte)letter));
        Assert.Empty(Content(server.Once("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    [Fact]
    public void What_was_lent_goes_back_when_the_client_has_it_and_not_before()
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        var client = server.Connect();
        client.Outstanding = 1000;
        server.Send(client, Stream);
        Assert.Equal(4, server.Site.Lent.Count);

        client.Outstanding = 650;
        server.Pass(300_000);
        Assert.Equal(3, server.Site.Lent.Count);
        client.Outstanding = 0;
        server.Pass(300_000);
        Assert.Empty(server.Site.Lent);
    }

    [Fact]
    public void No_more_than_eight_pieces_are_lent_and_what_follows_is_copied()
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        server.Site.PieceBytes = 10;
        var client = server.Connect();
        client.Outstanding = 100_000;
        var answer = server.Send(client, Stream);

        Assert.Equal(1000, Content(answer).Length);
        Assert.Equal(HttpLoans.Most, server.Site.Lent.Count);
        server.Server.Signal(client.Place, HttpSignals.Closed, server.NowMicroseconds);
        Assert.Empty(server.Site.Lent);
    }

    [Fact]
    public void A_client_that_sends_no_more_still_gets_what_was_lent_before_the_connection_is_closed()
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        var client = server.Connect();
        client.Outstanding = 500;
        server.Send(client, Stream, HttpSignals.PeerFinished);
        Assert.False(client.IsClosed);
        Assert.NotEmpty(server.Site.Lent);

        client.Outstanding = 0;
        server.Pass(600_000);
        Assert.True(client.IsClosed);
        Assert.Empty(server.Site.Lent);
    }

    [Fact]
    public void Content_that_fails_midway_ends_the_connection_at_once()
    {
        using var server = new TestServer();
        server.Site.Available = 400;
        var client = server.Connect();
        server.Send(client, Stream);
        server.Site.Available = -1;
        server.Server.Continue(client.Place, server.NowMicroseconds);

        Assert.True(client.IsAborted);
        Assert.Empty(server.Site.Lent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Content_of_any_length_is_given_in_order_and_what_follows_is_a_request(int piece)
    {
        using var server = new TestServer(requestBytes: 600);
        var content = string.Concat(Enumerable.Range(0, 700).Select(i => $"{i} "));
        var client = server.Connect();
        var sent = $"PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: {content.Length}\r\n\r\n{content}{Get}";
        var answer = "";
        for (var i = 0; i < sent.Length; i += piece)
        {
            answer += server.Send(client, sent[i..Math.Min(i + piece, sent.Length)]);
        }

        Assert.StartsWith("HTTP/1.1 201 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("<p>Hello</p>", answer, StringComparison.Ordinal);
        Assert.Equal(content, string.Concat(server.Site.Received.Select(letter => (char)letter)));
        Assert.True(server.Site.HasSeenEnd);
        Assert.Equal(0, server.Site.Abandoned);
    }

    [Fact]
    public void A_site_that_is_full_takes_content_later_and_answers_later()
    {
        using var server = new TestServer();
        server.Site.Room = 3;
        server.Site.Answer = HttpStatus.Undecided;
        var client = server.Connect();
        Assert.Equal("", server.Send(client, "PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabcdef"));
        Assert.Equal(3, server.Site.Received.Count);
        server.Site.Room = 3;
        server.Server.Continue(client.Place, server.NowMicroseconds);
        Assert.Equal(6, server.Site.Received.Count);
        server.Site.Answer = HttpStatus.NoContent;
        server.Server.Continue(client.Place, server.NowMicroseconds);

        Assert.StartsWith("HTTP/1.1 204 ", client.TakeText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Content_of_no_bytes_is_complete_at_once()
    {
        using var server = new TestServer();
        Assert.StartsWith(
            "HTTP/1.1 201 ", server.Once("PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 201 ", server.Once("DELETE /pieces HTTP/1.1\r\nHost: x\r\n\r\n"), StringComparison.Ordinal);
        Assert.Empty(server.Site.Received);
    }

    [Fact]
    public void A_site_that_has_enough_answers_before_the_end_and_the_rest_is_no_request()
    {
        using var server = new TestServer();
        server.Site.HasEnough = true;
        server.Site.Answer = HttpStatus.InsufficientStorage;
        var client = server.Connect();
        var answer = server.Send(client, $"PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{Get}");

        Assert.StartsWith("HTTP/1.1 507 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_is_not_wanted_is_refused_before_it_comes()
    {
        using var server = new TestServer();
        var answer = server.Once("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_asks_is_told_to_send_its_content()
    {
        using var server = new TestServer();
        var client = server.Connect();
        Assert.Equal(
            "HTTP/1.1 100 Continue\r\n\r\n",
            server.Send(client, "PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\nExpect: 100-continue\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 201 ", server.Send(client, new string('x', 10_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpSignals.Closed)]
    [InlineData(HttpSignals.PeerFinished)]
    public void A_site_learns_that_the_rest_of_its_content_never_comes(HttpSignals signal)
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Send(client, "PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
        server.Server.Signal(client.Place, signal, server.NowMicroseconds);

        Assert.Equal(1, server.Site.Abandoned);
        Assert.True(client.IsClosed);
        Assert.Equal(0, server.Server.ConnectionsInUse);
    }

    [Fact]
    public void A_client_that_stops_sending_content_is_given_up()
    {
        using var server = new TestServer();
        var client = server.Connect();
        server.Send(client, "PUT /pieces HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
        server.Pass(31_000_000);

        Assert.StartsWith("HTTP/1.1 408 ", client.TakeText(), StringComparison.Ordinal);
        Assert.Equal(1, server.Site.Abandoned);
    }

    [Fact]
    public void Answers_are_dated_once_the_time_is_known()
    {
        using var server = new TestServer();
        Assert.DoesNotContain("Date:", server.Get("/"), StringComparison.Ordinal);
        server.Server.SetTime(784_111_777);
        Assert.Contains("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n", server.Get("/"), StringComparison.Ordinal);
        Assert.Contains("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n", server.Once("nonsense\r\n\r\n"), StringComparison.Ordinal);
        server.Server.SetTime(1_709_251_199);
        Assert.Contains("\r\nDate: Thu, 29 Feb 2024 23:59:59 GMT\r\n", server.Get("/"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_never_later_than_the_answer()
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        server.Server.SetTime(SiteModel.Modified + 100);
        Assert.Contains("\r\nLast-Modified: Thu, 29 Feb 2024 12:00:00 GMT\r\n", server.Get("/stream"), StringComparison.Ordinal);
        server.Server.SetTime(SiteModel.Modified - 3600);
        Assert.Contains("\r\nLast-Modified: Thu, 29 Feb 2024 11:00:00 GMT\r\n", server.Get("/stream"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("If-Modified-Since: Thu, 29 Feb 2024 12:00:00 GMT", "304")]
    [InlineData("If-Modified-Since: Thu, 29 Feb 2024 11:59:60 GMT", "304")]
    [InlineData("If-Modified-Since: Thu, 29 Feb 2024 11:59:59 GMT", "200")]
    [InlineData("If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT", "304")]
    [InlineData("If-Modified-Since: Thu, 30 Feb 2024 12:00:00 GMT", "200")]
    [InlineData("If-Modified-Since: yesterday", "200")]
    [InlineData("If-Unmodified-Since: Thu, 29 Feb 2024 12:00:00 GMT", "200")]
    [InlineData("If-Unmodified-Since: Thu, 29 Feb 2024 11:59:59 GMT", "412")]
    [InlineData("If-None-Match: \"other\"\r\nIf-Modified-Since: Thu, 29 Feb 2024 12:00:00 GMT", "200")]
    [InlineData("If-None-Match: \"stream\"\r\nIf-Modified-Since: Mon, 01 Jan 2001 00:00:00 GMT", "304")]
    [InlineData("If-Match: \"stream\"\r\nIf-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT", "200")]
    public void Conditions_by_date_count_where_there_is_no_tag(string fields, string status)
    {
        using var server = new TestServer();
        server.Site.Available = 1000;
        server.Server.SetTime(SiteModel.Modified + 100);

        Assert.StartsWith($"HTTP/1.1 {status} ", server.Get("/stream", fields), StringComparison.Ordinal);
    }
}
