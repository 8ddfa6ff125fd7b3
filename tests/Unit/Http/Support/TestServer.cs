// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>A server with clients in the same process.</summary>
internal sealed unsafe class TestServer : IDisposable
{
    private readonly byte* memory;
    private readonly ClientTransport* transport;
    private readonly TestSite* site;
    private GCHandle self;

    /// <summary>Makes a server with room for four connections.</summary>
    public TestServer(int requestBytes = 4096)
    {
        var options = HttpOptions.Usual(4);
        options.RequestBytes = requestBytes;
        self = GCHandle.Alloc(this);
        transport = (ClientTransport*)NativeMemory.Alloc((nuint)sizeof(ClientTransport));
        *transport = new ClientTransport(GCHandle.ToIntPtr(self));
        site = (TestSite*)NativeMemory.Alloc((nuint)sizeof(TestSite));
        *site = new TestSite(GCHandle.ToIntPtr(self));
        var bytes = HttpServer<ClientTransport, TestSite>.RequiredBytes(ref options);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Span<byte>(memory, (int)bytes).Fill(0xee);
        Server = HttpServer<ClientTransport, TestSite>.Create(memory, bytes, ref options, transport, site);
        Assert.True(Server.IsValid);
    }

    /// <summary>The server.</summary>
    public HttpServer<ClientTransport, TestSite> Server { get; }

    /// <summary>What the site has to wait for.</summary>
    public SiteModel Site { get; } = new();

    /// <summary>All clients that ever connected.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>The time.</summary>
    public ulong NowMicroseconds { get; set; }

    /// <summary>Connects a client.</summary>
    public Client Connect()
    {
        var client = new Client();
        Clients.Add(client);
        client.Place = Server.TryOpen((ulong)Clients.Count - 1, NowMicroseconds, out var place) ? place : -1;
        return client;
    }

    /// <summary>Sends a text; what comes back.</summary>
    public string Send(Client client, string text, HttpSignals more = HttpSignals.None)
    {
        client.ToServer.AddRange(Encoding.Latin1.GetBytes(text));
        Server.Signal(client.Place, HttpSignals.Readable | more, NowMicroseconds);
        return client.TakeText();
    }

    /// <summary>Sends a text over a connection of its own; what comes back.</summary>
    public string Once(string text)
    {
        var client = Connect();
        var answer = Send(client, text);
        Server.Signal(client.Place, HttpSignals.Closed, NowMicroseconds);
        return answer;
    }

    /// <summary>Sends a GET with more header fields.</summary>
    public string Get(string path, params string[] fields) =>
        Once($"GET {path} HTTP/1.1\r\nHost: x\r\n{string.Concat(fields.Select(field => field + "\r\n"))}\r\n");

    /// <summary>Lets time pass.</summary>
    public void Pass(ulong microseconds)
    {
        for (var end = NowMicroseconds + microseconds; NowMicroseconds < end;)
        {
            NowMicroseconds = Math.Min(end, NowMicroseconds + 100_000);
            Server.Poll(NowMicroseconds);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Site.Dispose();
        NativeMemory.AlignedFree(memory);
        NativeMemory.Free(transport);
        NativeMemory.Free(site);
        self.Free();
    }
}
