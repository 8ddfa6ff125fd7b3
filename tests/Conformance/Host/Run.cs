// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>One run of all cases, and what it printed.</summary>
internal sealed class Run
{
    private const string HaltRequest = "h";
    private const string Halted = "caprock: halted by a debug system call";

    private readonly Dictionary<string, string> lines = [];

    private Run(string log, bool hasEnded)
    {
        Log = log;
        HasEnded = hasEnded;
        foreach (Match match in Regex.Matches(log, "^(PASS|FAIL) ([^ :\r]+)([^\r]*)\r?$", RegexOptions.Multiline))
        {
            lines[match.Groups[2].Value] = match.Groups[1].Value + match.Groups[3].Value;
        }
    }

    /// <summary>Everything printed.</summary>
    public string Log { get; }

    /// <summary>Whether it came to its end: power-off, or the halt that was asked for.</summary>
    public bool HasEnded { get; }

    private string Tail => Log[Math.Max(0, Log.Length - 1500)..];

    /// <summary>Names of the cases reported.</summary>
    public IEnumerable<string> Names => lines.Keys;

    /// <summary>Boots and waits for the end. A debug kernel is halted at the end, because that is a system call too.</summary>
    public static Run Of<T>()
        where T : IVariant
    {
        var profile = T.Profile.ToLowerInvariant();
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = T.Machine,
            Kernel = BuildOutput.Kernel(profile, T.Configuration + T.KernelSuffix),
            Module = BuildOutput.TestSystem("tests.Conformance", "conformance", profile, T.Configuration),
            Limit = TimeSpan.FromMinutes(10),

            // Without it the event timer, the source of the device-message cases, has no messages.
            ExtraArguments = ["-global", "hpet.msi=on"],
        });
        try
        {
            if (T.Configuration == "debug")
            {
                // The kernel empties the serial line's receiver when it boots.
                guest.Expect("PASS", seconds: 60);
                guest.Send(HaltRequest);
                guest.Expect(Halted, seconds: 600);
                return new Run(guest.Log, !guest.Log.Contains("not halted", StringComparison.Ordinal));
            }

            var hasEnded = guest.WaitForExit(seconds: 600) == 0;
            return new Run(guest.Log, hasEnded);
        }
        catch (GuestException)
        {
            return new Run(guest.Log, hasEnded: false);
        }
    }

    /// <summary>Why a case did not pass; null when it did.</summary>
    public string? ProblemWith(string name) =>
        !lines.TryGetValue(name, out var line) ? $"no result; the last lines were:\n{Tail}"
        : line.StartsWith("PASS", StringComparison.Ordinal) ? null
        : line;

    /// <summary>The numbers behind the colon of a line that begins so.</summary>
    public IEnumerable<int> Numbers(string title) =>
        Regex.Match(Log, $"^{title}:([^\r]*)\r?$", RegexOptions.Multiline).Groups[1].Value
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
}
