// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Bench.Network.Host;

/// <summary>Where the instructions of one row go, block by block: address, instructions, times, place.</summary>
internal static class Profile
{
    /// <summary>Writes a file of lines; the row is kind, bytes, burst, and a Linux program in the place of Caprock.</summary>
    public static void Write(string file, string[] row)
    {
        var wanted = new Row(row[0], Parse(row[1]), Parse(row[2]));
        using var session = new Session(row.Length > 3 ? new LinuxGuest(row[3]) : new CaprockGuest(), isShort: true);
        var blocks = session.Profile(wanted).Where(block => block.Times != 0);
        File.WriteAllLines(file, blocks.Select(block => $"{block.Address:x} {block.Length} {block.Times} {block.Place:x}"));
        Console.WriteLine($"{Table.CountOf(wanted, true)} asked");
    }

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
