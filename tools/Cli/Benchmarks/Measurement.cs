// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A line of the benchmark's root task: an operation, perhaps at a number of something, and its times.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Number">How many of what the operation works on; null for an operation that does not depend on it.</param>
/// <param name="Least">Shortest time, in instructions.</param>
/// <param name="Most">Longest time.</param>
/// <param name="Mean">Mean time.</param>
internal sealed partial record Measurement(string Name, ulong? Number, ulong Least, ulong Most, ulong Mean)
{
    private const string LastLine = "bench complete";

    /// <summary>Boots what measures, and returns all that it printed.</summary>
    public static string Boot(QemuMachine machine, string kernel, string module, double seconds)
    {
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine, Kernel = kernel, Module = module, Limit = TimeSpan.FromSeconds(seconds),
        });
        guest.Expect(LastLine, seconds);
        return guest.Log;
    }

    /// <summary>Reads all lines of a run.</summary>
    public static IReadOnlyList<Measurement> ReadAll(string log) => [.. Line().Matches(log).Select(Read)];

    private static Measurement Read(Match line) => new(
        line.Groups["name"].Value,
        line.Groups["number"].Success ? Parse(line.Groups["number"]) : null,
        Parse(line.Groups["least"]),
        Parse(line.Groups["most"]),
        Parse(line.Groups["mean"]));

    private static ulong Parse(Group digits) => ulong.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^(bench (?<name>[a-z0-9-]+)|growth (?<name>[a-z0-9-]+) (?<number>[0-9]+)) (?<least>[0-9]+) (?<most>[0-9]+) (?<mean>[0-9]+)\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
