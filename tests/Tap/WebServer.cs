// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Caprock.Services.Http;
using Caprock.Services.Link;
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>The HTTP server on the network stack, serving files from memory at port 80.</summary>
public sealed unsafe class WebServer : IApplication, IDisposable
{
    private readonly Dictionary<string, StoredFile> files = [];
    private readonly List<nint> blocks = [];
    private readonly int connections;
    private GCHandle self;
    private HttpServer<StackTransport<TapLink>, FileSite> server;

    /// <summary>Takes the files, by their paths on the site.</summary>
    public WebServer(IReadOnlyDictionary<string, byte[]> contents, int connections = 1024)
    {
        this.connections = connections;
        self = GCHandle.Alloc(this);
        foreach (var (path, bytes) in contents)
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"";
            var file = new StoredFile(Store(bytes), bytes.Length, Store(Encoding.ASCII.GetBytes(tag)), tag.Length);
            files.Add(path, file);
            if (path.EndsWith("/index.html", StringComparison.Ordinal))
            {
                files.TryAdd(path[..^"index.html".Length], file);
            }
        }
    }

    /// <summary>The server's counters.</summary>
    public HttpStatistics Statistics => server.Statistics;

    /// <summary>Connections of the server.</summary>
    public int ConnectionsInUse => server.ConnectionsInUse;

    /// <inheritdoc/>
    public void Start(NetworkStack<TapLink> stack)
    {
        var options = HttpOptions.Usual(connections);
        var bytes = HttpServer<StackTransport<TapLink>, FileSite>.RequiredBytes(ref options);
        var memory = (byte*)Reserve((int)bytes);
        var transport = (StackTransport<TapLink>*)Reserve(sizeof(StackTransport<TapLink>));
        var site = (FileSite*)Reserve(sizeof(FileSite));
        *transport = new StackTransport<TapLink>(stack);
        *site = new FileSite(GCHandle.ToIntPtr(self));
        server = HttpServer<StackTransport<TapLink>, FileSite>.Create(memory, bytes, ref options, transport, site);
        if (!server.IsValid || stack.Listen(80, 512, out _) != NetError.None)
        {
            throw new InvalidOperationException("The server cannot be made.");
        }
    }

    /// <inheritdoc/>
    public void Step(NetworkStack<TapLink> stack, ulong nowMicroseconds) => StackTransport<TapLink>.Pump(stack, server, nowMicroseconds);

    /// <inheritdoc/>
    public void Dispose()
    {
        blocks.ForEach(block => NativeMemory.AlignedFree((void*)block));
        self.Free();
    }

    internal bool TryFind(string path, out StoredFile file) => files.TryGetValue(path, out file!);

    private nint Store(byte[] bytes)
    {
        var block = Reserve(bytes.Length);
        bytes.CopyTo(new Span<byte>((void*)block, bytes.Length));
        return block;
    }

    private nint Reserve(int bytes)
    {
        var block = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), 64);
        blocks.Add(block);
        return block;
    }
}
