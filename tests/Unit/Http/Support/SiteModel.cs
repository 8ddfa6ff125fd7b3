// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http.Support;

/// <summary>A site that has to wait for its content, and takes content as it comes.</summary>
internal sealed class SiteModel : IDisposable
{
    /// <summary>What the site calls its content.</summary>
    public const ulong Stream = 0x1234_5678_9abc;

    /// <summary>When it was changed: 29 February 2024, noon.</summary>
    public const ulong Modified = 1_709_208_000;

    private readonly nint memory;
    private ushort lastLoan;

    /// <summary>Content of 1000 bytes.</summary>
    public SiteModel()
    {
        Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)('a' + (i % 26)))];
        memory = Marshal.AllocHGlobal(Content.Length);
        Marshal.Copy(Content, 0, memory, Content.Length);
    }

    /// <summary>What is lent.</summary>
    public byte[] Content { get; }

    /// <summary>Bytes of it that are there; -1 when none will be.</summary>
    public int Available { get; set; }

    /// <summary>Bytes of a piece at most.</summary>
    public int PieceBytes { get; set; } = 300;

    /// <summary>Whether pieces are lent rather than copied.</summary>
    public bool IsLending { get; set; } = true;

    /// <summary>Pieces that are out.</summary>
    public HashSet<ushort> Lent { get; } = [];

    /// <summary>Paths that were asked for, each time.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Whether it knows what it answers.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Content that came.</summary>
    public List<byte> Received { get; } = [];

    /// <summary>Bytes that it takes before it has to wait.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Whether it wants no more.</summary>
    public bool HasEnough { get; set; }

    /// <summary>Whether it was shown the end.</summary>
    public bool HasSeenEnd { get; private set; }

    /// <summary>What it answers to content.</summary>
    public HttpStatus Answer { get; set; } = HttpStatus.Created;

    /// <summary>Requests that came to nothing.</summary>
    public int Abandoned { get; set; }

    /// <summary>Takes content.</summary>
    public int Receive(ReadOnlySpan<byte> content, bool isEnd)
    {
        if (HasEnough)
        {
            return -1;
        }

        HasSeenEnd |= isEnd;
        var count = Math.Min(content.Length, Room);
        Room -= count;
        Received.AddRange(content[..count]);
        return count;
    }

    /// <summary>Lends content.</summary>
    public unsafe int Lend(int offset, int length, out byte* data, out ushort loan)
    {
        data = (byte*)memory + offset;
        loan = HttpLoans.None;
        var count = Math.Min(Math.Min(PieceBytes, length), Available - offset);
        if (Available < 0 || count <= 0)
        {
            return Available < 0 ? -1 : 0;
        }

        if (IsLending)
        {
            loan = lastLoan++;
            Lent.Add(loan);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => Marshal.FreeHGlobal(memory);
}
