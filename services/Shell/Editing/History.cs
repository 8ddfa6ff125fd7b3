// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Editing;

/// <summary>The last lines, the latest first; empty ones and repetitions are not kept.</summary>
public struct History
{
    /// <summary>Lines that are kept.</summary>
    public const int Lines = HistoryLines.Count;

    private HistoryLines lines;
    private HistoryLengths lengths;
    private int latest;

    /// <summary>Lines that are there.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a line; the oldest makes room.</summary>
    public void Add(scoped ReadOnlySpan<byte> line)
    {
        if (line.Length is 0 or > LineText.Bytes || (Count > 0 && IsLatest(line)))
        {
            return;
        }

        latest = (latest + 1) % Lines;
        line.CopyTo(lines[latest]);
        lengths[latest] = (byte)line.Length;
        Count = Math.Min(Count + 1, Lines);
    }

    /// <summary>Copies the line that was typed so many lines ago, from 1 on, and gives its length; -1 when there is none.</summary>
    public readonly int Copy(int back, scoped Span<byte> line)
    {
        if (back < 1 || back > Count)
        {
            return -1;
        }

        var place = (latest + Lines + 1 - back) % Lines;
        for (var i = 0; i < lengths[place]; i++)
        {
            line[i] = lines[place][i];
        }

        return lengths[place];
    }

    private readonly bool IsLatest(scoped ReadOnlySpan<byte> line)
    {
        var isSame = lengths[latest] == line.Length;
        for (var i = 0; isSame && i < line.Length; i++)
        {
            isSame = lines[latest][i] == line[i];
        }

        return isSame;
    }
}
