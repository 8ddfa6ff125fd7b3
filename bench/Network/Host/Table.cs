// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What is asked of both subjects.</summary>
internal static class Table
{
    /// <summary>Datagrams to the echo, in bursts.</summary>
    public const string Echo = "echo";

    /// <summary>Datagrams to the echo, a number of them always under way.</summary>
    public const string Window = "window";

    /// <summary>Datagrams of calls.</summary>
    public const string Streams = "streams";

    /// <summary>Requests over kept connections.</summary>
    public const string Web = "web";

    /// <summary>Datagrams to the echo, so many a second, whether answers come or not.</summary>
    public const string Rate = "rate";

    private const int Datagrams = 4096;
    private const int SmallRequests = 1024;
    private const int LargeRequests = 16;
    private const int ShortPart = 8;

    /// <summary>The rows, without figures.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. from bytes in (int[])[64, 512, 1472] from burst in (int[])[1, 8, 32, 128] select new Row(Echo, bytes, burst),
        .. from bytes in (int[])[64, 512, 1472] select new Row(Window, bytes, 64),
        .. from bytes in (int[])[64, 512, 1472]
           from perSecond in (int[])[10_000, 20_000, 50_000, 75_000, 100_000, 150_000, 200_000]
           select new Row(Rate, bytes, perSecond),
        .. from burst in (int[])[1, 10, 50] select new Row(Streams, StreamLoad.DataBytes, burst),
        .. from burst in (int[])[1, 16] select new Row(Web, WebContent.SmallBytes, burst),
        new Row(Web, WebContent.LargeBytes, 1),
    ];

    /// <summary>How many datagrams or requests a row is measured over.</summary>
    public static int CountOf(Row row, bool isShort)
    {
        var count = row switch
        {
            { Kind: Web, Bytes: WebContent.LargeBytes } => LargeRequests,
            { Kind: Web } => SmallRequests,
            { Kind: Rate } => Datagrams / 2,
            { Kind: Streams } => StreamLoad.Calls * 8,
            _ => Datagrams,
        };
        return isShort ? Math.Max(count / ShortPart, row.Kind == Rate ? 1 : row.Burst) : count;
    }

    /// <summary>The programs of Linux that answer a row: one that serves a datagram at a time, and one that serves many.</summary>
    public static string[] LinuxPrograms(Row row) => row.Kind switch
    {
        Streams => ["r"],
        Web => ["h"],
        _ => ["s", "m"],
    };
}
