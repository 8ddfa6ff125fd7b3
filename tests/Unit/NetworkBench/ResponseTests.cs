// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Bench.Network.Host;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>What the load generator takes for the right response.</summary>
public sealed class ResponseTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_response_in_pieces_is_complete_with_its_last_byte(int piece)
    {
        var connection = new WebConnection(default);
        connection.Expect("0123456789"u8.ToArray());
        var bytes = Encoding.ASCII.GetBytes(Head + "0123456789");
        foreach (var part in bytes[..^1].Chunk(piece))
        {
            connection.Take(part);
            Assert.False(connection.IsComplete);
        }

        connection.Take(bytes.AsSpan(bytes.Length - 1));

        Assert.True(connection.IsComplete);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\n0123456789")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n0123456789")]
    [InlineData(Head + "0123456_89")]
    [InlineData(Head + "0123456789!")]
    public void A_response_with_anything_else_is_refused(string text)
    {
        var connection = new WebConnection(default);
        connection.Expect("0123456789"u8.ToArray());

        Assert.Throws<BenchException>(() => connection.Take(Encoding.ASCII.GetBytes(text)));
    }
}
