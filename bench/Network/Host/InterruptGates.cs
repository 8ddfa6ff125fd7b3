// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>Where interrupts of devices enter the guest's kernel, read from its interrupt descriptor table.</summary>
/// <remarks>
/// Source: Intel SDM 3A, 6.14.1 (gates). Linux has the local timer and messages between processors at the last vectors, which are left out.
/// </remarks>
internal sealed partial class InterruptGates
{
    private const int FirstVector = 0x20;
    private const int LastVector = 0xeb;
    private const int WordsOfGate = 2;

    private readonly HashSet<ulong> entries = [];

    /// <summary>Reads the table of a running guest.</summary>
    public InterruptGates(Guest guest, int? timerVector)
    {
        var table = Convert.ToUInt64(TableBase().Match(guest.AskMonitor("info registers")).Groups[1].Value, 16);
        var count = (LastVector - FirstVector + 1) * WordsOfGate;
        var first = table + (FirstVector * WordsOfGate * sizeof(ulong));
        var text = guest.AskMonitor(string.Create(CultureInfo.InvariantCulture, $"x /{count}gx 0x{first:x}"));
        var words = Word().Matches(text).Select(match => Convert.ToUInt64(match.Groups[1].Value, 16)).ToList();
        if (words.Count != count)
        {
            throw new BenchException("The guest's interrupt descriptor table cannot be read.");
        }

        for (var i = 0; i < count; i += WordsOfGate)
        {
            if ((i / WordsOfGate) + FirstVector == timerVector)
            {
                continue;
            }

            entries.Add((words[i] & 0xffff) | (words[i] >> 32 & 0xffff_0000) | (words[i + 1] << 32));
        }
    }

    /// <summary>How many interrupts of devices have come.</summary>
    public ulong Count(ExecutedBlock[] blocks)
    {
        ulong count = 0;
        foreach (var block in blocks)
        {
            count += entries.Contains(block.Address) ? block.Times : 0;
        }

        return count;
    }

    [GeneratedRegex("IDT= *([0-9a-f]+)")]
    private static partial Regex TableBase();

    [GeneratedRegex("0x([0-9a-f]{16})\\b(?!:)")]
    private static partial Regex Word();
}
