// SPDX-License-Identifier: BSD-2-Clause
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>examples/firewall between two stations, with its rules changed through its page.</summary>
public sealed class FirewallTests : IDisposable
{
    private const uint Inside = 0x0a00_0232;
    private const uint Outside = 0x0a09_0002;
    private const byte Syn = 2;
    private const byte SynAcknowledgement = 18;
    private const byte Acknowledgement = 16;
    private const int Silence = 400;

    private readonly FramePeer innerPeer = new("inner");
    private readonly FramePeer outerPeer = new("outer");
    private readonly StationOnWire inner;
    private readonly StationOnWire outer;
    private readonly Guest guest;
    private readonly HttpClient page;

    /// <summary>Boots it. The page is reached over QEMU's user network, which is on the inner wire too.</summary>
    public FirewallTests()
    {
        inner = new StationOnWire(innerPeer, 1, Inside, 0x0a00_0201);
        outer = new StationOnWire(outerPeer, 2, Outside, 0x0a09_0001);
        var port = FreePort();
        guest = Guest.Start(Systems.Described("firewall") with
        {
            Limit = TimeSpan.FromSeconds(120),
            ExtraArguments =
            [
                .. outerPeer.Arguments, "-device", "virtio-net-pci,netdev=outer,addr=11",
                .. innerPeer.Arguments, "-netdev", $"user,id=page,restrict=on,hostfwd=tcp:127.0.0.1:{port}-10.0.2.15:80",
                "-netdev", "hubport,id=h0,hubid=1,netdev=inner", "-netdev", "hubport,id=h1,hubid=1,netdev=page",
                "-netdev", "hubport,id=card,hubid=1", "-device", "e1000e,netdev=card,addr=12",
            ],
        });
        var handler = new HttpClientHandler
        {
            // It would not show its credentials to where it is redirected.
            AllowAutoRedirect = false, PreAuthenticate = true, Credentials = new NetworkCredential("admin", "change this"),
        };
        page = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(20) };
        guest.Expect("web: the rules are at http://10.0.2.15/\n", 40);
        Assert.True(inner.FindRouter() && outer.FindRouter());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        page.Dispose();
        guest.Dispose();
        innerPeer.Dispose();
        outerPeer.Dispose();
    }

    [Fact]
    public async Task Datagrams_pass_as_the_rules_say()
    {
        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 53, "question"));
        var question = outer.TakePacket(StationOnWire.Udp);
        Assert.NotNull(question);
        Assert.Equal("question", Encoding.ASCII.GetString(question.AsSpan(28)));
        Assert.Equal(63, question[8]);

        outer.Send(Inside, StationOnWire.Udp, StationOnWire.Datagram(53, 5000, "answer"));
        Assert.Equal("answer", Encoding.ASCII.GetString(inner.TakePacket(StationOnWire.Udp).AsSpan(28)));
        outer.Send(Inside, StationOnWire.Udp, StationOnWire.Datagram(53, 5001, "nobody asked"));
        Assert.Null(inner.TakePacket(StationOnWire.Udp, Silence));

        await SetRule("udp", "rule=0&action=refuse&from=10.0.2.0%2F24&to=any&ports=53");
        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 53, "again"));
        Assert.Null(outer.TakePacket(StationOnWire.Udp, Silence));
        outer.Send(Inside, StationOnWire.Udp, StationOnWire.Datagram(53, 5000, "late"));
        Assert.Null(inner.TakePacket(StationOnWire.Udp, Silence));
        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 54, "another port"));
        Assert.NotNull(outer.TakePacket(StationOnWire.Udp));

        await SetRule("udp", "rule=0&action=remove");
        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 53, "allowed again"));
        Assert.NotNull(outer.TakePacket(StationOnWire.Udp));
    }

    [Fact]
    public async Task Connections_pass_as_the_rules_say()
    {
        inner.Send(Outside, StationOnWire.Tcp, StationOnWire.Segment(6000, 80, Syn));
        Assert.NotNull(outer.TakePacket(StationOnWire.Tcp));
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(80, 6000, Acknowledgement));
        Assert.Null(inner.TakePacket(StationOnWire.Tcp, Silence));
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(80, 6000, SynAcknowledgement));
        Assert.NotNull(inner.TakePacket(StationOnWire.Tcp));
        inner.Send(Outside, StationOnWire.Tcp, StationOnWire.Segment(6001, 80, Acknowledgement));
        Assert.Null(outer.TakePacket(StationOnWire.Tcp, Silence));

        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(7000, 443, Syn));
        Assert.Null(inner.TakePacket(StationOnWire.Tcp, Silence));
        await SetRule("tcp", "rule=3&action=allow&from=10.9.0.2&to=10.0.2.50&ports=80-443");
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(7000, 443, Syn));
        Assert.NotNull(inner.TakePacket(StationOnWire.Tcp));
        inner.Send(Outside, StationOnWire.Tcp, StationOnWire.Segment(443, 7000, SynAcknowledgement));
        Assert.NotNull(outer.TakePacket(StationOnWire.Tcp));
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(7000, 444, Syn));
        Assert.Null(inner.TakePacket(StationOnWire.Tcp, Silence));

        await SetRule("tcp", "rule=3&action=remove");
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(7000, 443, Acknowledgement));
        Assert.Null(inner.TakePacket(StationOnWire.Tcp, Silence));
        outer.Send(Inside, StationOnWire.Tcp, StationOnWire.Segment(80, 6000, Acknowledgement));
        Assert.NotNull(inner.TakePacket(StationOnWire.Tcp));
    }

    [Fact]
    public async Task Echoes_and_errors_pass_as_the_rules_say()
    {
        byte[] content = [1, 2, 3, 4, 5, 6, 7, 8];
        inner.Send(Outside, StationOnWire.Icmp, StationOnWire.Message(8, 77, content));
        Assert.NotNull(outer.TakePacket(StationOnWire.Icmp));
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(0, 77, content));
        Assert.NotNull(inner.TakePacket(StationOnWire.Icmp));
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(0, 78, content));
        Assert.Null(inner.TakePacket(StationOnWire.Icmp, Silence));
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(8, 79, content));
        Assert.Null(inner.TakePacket(StationOnWire.Icmp, Silence));
        await SetRule("icmp", "rule=0&action=allow&from=10.9.0.0%2f24");
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(8, 79, content));
        Assert.NotNull(inner.TakePacket(StationOnWire.Icmp));

        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 9, "to a closed port"));
        var refused = outer.TakePacket(StationOnWire.Udp)!.AsSpan(0, 28).ToArray();
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(3, 0, refused));
        Assert.NotNull(inner.TakePacket(StationOnWire.Icmp));
        refused[21] ^= 1;
        outer.Send(Inside, StationOnWire.Icmp, StationOnWire.Message(3, 0, refused));
        Assert.Null(inner.TakePacket(StationOnWire.Icmp, Silence));

        inner.Send(0x0a00_0201, StationOnWire.Icmp, StationOnWire.Message(8, 5, content));
        var answer = inner.TakePacket(StationOnWire.Icmp);
        Assert.NotNull(answer);
        Assert.Equal(0xffff, StationOnWire.Sum(answer.AsSpan(20)));
        Assert.Equal(0, answer[20]);
    }

    [Fact]
    public async Task What_is_forged_broken_or_in_pieces_does_not_pass()
    {
        await SetRule("udp", "rule=0&action=allow");
        var datagram = StationOnWire.Datagram(1, 2, "x");
        outer.Send(Inside, StationOnWire.Udp, datagram, source: 0x0a00_0209);
        outer.Send(Inside, StationOnWire.Udp, datagram, source: 0x0808_0808);
        outer.Send(Inside, StationOnWire.Udp, datagram, life: 1);
        outer.Send(Inside, StationOnWire.Udp, datagram, fragment: 0x2000);
        outer.Send(Inside, StationOnWire.Udp, datagram, fragment: 1);
        outer.Send(Inside, 132, datagram);
        outer.Send(Inside, StationOnWire.Tcp, datagram);
        outer.Send(Inside, StationOnWire.Udp, []);
        Assert.Null(inner.TakePacket(StationOnWire.Udp, Silence));

        outer.Send(Inside, StationOnWire.Udp, datagram);
        Assert.NotNull(inner.TakePacket(StationOnWire.Udp));
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_the_rules_and_refuses_what_is_none()
    {
        await SetRule("tcp", "rule=7&action=refuse&from=10.0.2.0%2F24&to=10.9.0.9&ports=1-65535");
        var text = await page.GetStringAsync("/");
        Assert.Contains("<td>7<td class=\"refuse\">refuse<td>10.0.2.0/24<td>10.9.0.9/32<td>1-65535", text, StringComparison.Ordinal);

        string[] wrong = ["rule=8&action=allow", "rule=0&from=10.0.2.256", "rule=0&action=allow&ports=9-1", "", "rule=0&to=1.2.3.4%2F33"];
        foreach (var form in wrong)
        {
            using var answer = await Post("tcp", form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/tcp") { Content = Form("rule=0&action=allow") };
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var foreign = await page.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await page.GetAsync(new Uri("/other", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("admin:")]
    [InlineData("admin:change thi")]
    [InlineData("admin:change this ")]
    [InlineData("root:change this")]
    public async Task Who_has_not_the_password_sees_and_changes_nothing(string? credentials)
    {
        using HttpClient stranger = new() { BaseAddress = page.BaseAddress, Timeout = page.Timeout };
        stranger.DefaultRequestHeaders.Authorization = credentials is null ? null : Credentials(credentials);
        using var seen = await stranger.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, seen.StatusCode);
        Assert.Equal("Basic", seen.Headers.WwwAuthenticate.Single().Scheme);
        Assert.DoesNotContain("<form", await seen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var set = await stranger.PostAsync(new Uri("/udp", UriKind.Relative), Form("rule=0&action=refuse"));
        Assert.Equal(HttpStatusCode.Unauthorized, set.StatusCode);

        inner.Send(Outside, StationOnWire.Udp, StationOnWire.Datagram(5000, 53, "passes as before"));
        Assert.NotNull(outer.TakePacket(StationOnWire.Udp));
    }

    [Fact]
    public async Task A_flood_of_connections_that_are_never_completed_keeps_nobody_from_the_page()
    {
        const uint Page = 0x0a00_020f;
        const uint Flooder = 0x0a00_0233;
        StationOnWire flooder = new(innerPeer, 3, Flooder, Page);
        Assert.True(flooder.FindRouter());
        const int Batch = 20;
        HashSet<int> answered = [];
        for (ushort port = 1000; port < 1600; port++)
        {
            flooder.Send(Page, StationOnWire.Tcp, StationOnWire.Summed(Flooder, Page, StationOnWire.Segment(port, 80, Syn)));

            // What the page answers is neither acknowledged nor reset, so the connections stay half open, far more than it has room for.
            // (QEMU's user network on the same wire sends resets too, but to the flooder.)
            var expected = answered.Count + Batch;
            while (port % Batch == Batch - 1 && answered.Count < expected && flooder.TakePacket(StationOnWire.Tcp, 1000) is byte[] packet)
            {
                if (packet[33] == SynAcknowledgement)
                {
                    answered.Add((packet[22] << 8) | packet[23]);
                }
            }
        }

        Assert.InRange(answered.Count, 300, 600);
        Assert.Contains("<h1>Firewall</h1>", await page.GetStringAsync("/"), StringComparison.Ordinal);
        await SetRule("udp", "rule=0&action=allow");
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    private static AuthenticationHeaderValue Credentials(string text) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(text)));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static StringContent Form(string form) => new(form, Encoding.ASCII, "application/x-www-form-urlencoded");

    private Task<HttpResponseMessage> Post(string filter, string form) =>
        page.PostAsync(new Uri($"/{filter}", UriKind.Relative), Form(form));

    private async Task SetRule(string filter, string form)
    {
        using var answer = await Post(filter, form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Contains("<h1>Firewall</h1>", await page.GetStringAsync("/"), StringComparison.Ordinal);
    }
}
