// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;
using Caprock.Services.Net;

namespace Caprock.Bench.Network.Host;

/// <summary>A kept connection and the response that it waits for.</summary>
internal sealed class WebConnection(SocketHandle handle)
{
    private const int MostHeadBytes = 4096;

    private readonly byte[] head = new byte[MostHeadBytes];
    private byte[] content = [];
    private int headLength;
    private int received;
    private bool hasHead;

    /// <summary>The connection.</summary>
    public SocketHandle Handle { get; } = handle;

    /// <summary>Whether the response has come.</summary>
    public bool IsComplete => hasHead && received == content.Length;

    /// <summary>Waits for a response with this content.</summary>
    public void Expect(byte[] expected)
    {
        content = expected;
        headLength = received = 0;
        hasHead = false;
    }

    /// <summary>Takes bytes of the response, and checks them.</summary>
    public void Take(ReadOnlySpan<byte> data)
    {
        if (!hasHead)
        {
            data = TakeHead(data);
        }

        if (data.Length > content.Length - received || !data.SequenceEqual(content.AsSpan(received, data.Length)))
        {
            throw new BenchException($"A response is wrong at byte {received} or after it.");
        }

        received += data.Length;
    }

    private ReadOnlySpan<byte> TakeHead(ReadOnlySpan<byte> data)
    {
        var before = headLength;
        var count = Math.Min(data.Length, head.Length - before);
        data[..count].CopyTo(head.AsSpan(before));
        headLength += count;
        var end = head.AsSpan(0, headLength).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return [];
        }

        var text = Encoding.ASCII.GetString(head, 0, end + 2);
        var length = string.Create(CultureInfo.InvariantCulture, $"\r\ncontent-length: {content.Length}\r\n");
        if (!text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || !text.Contains(length, StringComparison.OrdinalIgnoreCase))
        {
            throw new BenchException($"A response begins with: {text}");
        }

        hasHead = true;
        return data[(end + 4 - before)..];
    }
}
