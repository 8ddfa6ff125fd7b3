// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.NetworkImage.Host;

/// <summary>The network stack and the HTTP server without an operating system's libraries below them, and what they cost there.</summary>
public sealed class NetworkImageTests
{
    private static readonly Lazy<string> s_log = new(Run);

    [Fact]
    public void Two_bare_stacks_exchange_datagrams_streams_and_pages() =>
        Assert.True(s_log.Value.Contains("network image passed", StringComparison.Ordinal), s_log.Value);

    /// <summary>Ceilings a tenth above what was measured, so that a change that makes packets dearer is noticed.</summary>
    [Theory]
    [InlineData("udp-echo-16 clever", 64, 920)]
    [InlineData("udp-echo-16 plain", 1472, 2800)]
    [InlineData("tcp-send clever", 1460, 970)]
    [InlineData("tcp-receive clever", 1460, 960)]
    [InlineData("tcp-send plain", 1460, 1900)]
    [InlineData("http clever", 1024, 13_000)]
    [InlineData("http clever", 1048576, 700_000)]
    public void Costs_stay_below_their_ceilings(string what, int size, int ceiling)
    {
        var match = Regex.Match(s_log.Value, $"^net {what} {size} (\\d+)\r?$", RegexOptions.Multiline);
        Assert.True(match.Success, s_log.Value);
        Assert.InRange(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 1, ceiling);
    }

    private static string Run()
    {
        var limit = TimeSpan.FromMinutes(5);
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark with { CountsInstructions = true },
            Kernel = BuildOutput.Kernel(),
            Module = BuildOutput.TestSystem("tests.NetworkImage", "networkimage"),
            Limit = limit,
        });
        try
        {
            guest.WaitForExit(limit.TotalSeconds);
        }
        catch (GuestException exception)
        {
            // What was printed until then is the answer.
            return $"{guest.Log}\n{exception.Message}\n{guest.Complaints}";
        }

        return guest.Log;
    }
}
