// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>The other side of one connection of the server under test.</summary>
internal sealed class Client
{
    private readonly List<byte> received = [];

    /// <summary>Bytes the server has not taken yet; most that it may see at a time is <see cref="MostSeen"/>.</summary>
    public List<byte> ToServer { get; } = [];

    /// <summary>Most bytes the server sees lying together.</summary>
    public int MostSeen { get; set; } = int.MaxValue;

    /// <summary>Bytes the transport still takes from the server.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Bytes on their way to the client, as the server is told.</summary>
    public int Outstanding { get; set; }

    /// <summary>Whether the server has finished, closed or aborted.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Whether the server has closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether the server has aborted.</summary>
    public bool IsAborted { get; set; }

    /// <summary>Where the server keeps the connection.</summary>
    public int Place { get; set; }

    /// <summary>Bytes that lie together until the server's next call.</summary>
    public byte[] Seen { get; set; } = [];

    /// <summary>Everything received and not taken yet.</summary>
    public string TakeText()
    {
        var text = Encoding.Latin1.GetString([.. received]);
        received.Clear();
        return text;
    }

    /// <summary>Takes what the transport is given.</summary>
    public int Receive(ReadOnlySpan<byte> data)
    {
        Assert.False(IsFinished || IsClosed || IsAborted, "The server sends after its end.");
        var count = Math.Min(data.Length, Room);
        Room -= count;
        received.AddRange(data[..count]);
        return count;
    }
}
