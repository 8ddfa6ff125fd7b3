// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Robustness.Host;

/// <summary>
/// A million hostile system calls against a kernel with all assertions. The environment variable CAPROCK_ROBUSTNESS asks for
/// another length and seed: "50 7" for fifty million with seed 7.
/// </summary>
/// <remarks>The machine's clock counts instructions, so that a run with one seed always makes the same calls.</remarks>
/// <param name="kernel">Configuration of the kernel, as its folder is called.</param>
public abstract class CampaignTests(string kernel)
{
    private const string Variable = "CAPROCK_ROBUSTNESS";
    private const string Checked = "caprock: invariants checked";

    // What only the holders of capabilities that attackers do not have can do: all interrupts, all ports, domains.
    private static readonly string[] s_outOfReach =
    [
        "IrqControlGet", "DomainSetSet", "DomainSetScheduleConfigure", "DomainSetScheduleSetStart", "IoPortControlIssue",
        "IrqControlGetIoApic", "IrqControlGetMsi",
    ];

    private static readonly string s_request = Environment.GetEnvironmentVariable(Variable) ?? "1 1";
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_logs = new();

    private string Log => s_logs.GetOrAdd(kernel, name => new(() => Run(name))).Value;

    private static ulong Millions => ulong.Parse(s_request.Split(' ')[0], CultureInfo.InvariantCulture);

    [Fact]
    public void Passes() => Assert.Contains("robustness passed", Log, StringComparison.Ordinal);

    [Fact]
    public void Makes_as_many_calls_as_it_was_asked_for() => Assert.True(Total("calls") >= Millions * 1_000_000, Log);

    [Fact]
    public void Kernel_invariants_hold_at_every_checkpoint()
    {
        var lines = Log.Split("\r\n").Where(line => line.StartsWith(Checked, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith("broken 0x0", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Victims_are_intact_and_memory_is_free_at_every_checkpoint()
    {
        var lines = Log.Split("\r\n").Where(line => line.StartsWith("checkpoint", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith("victims intact memory free", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Kernel_carries_out_every_invocation_that_is_within_reach()
    {
        var labels = Regex.Match(Log, "^invocations hardly carried out:([^\r]*)\r?$", RegexOptions.Multiline).Groups[1].Value
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(InvocationName);
        Assert.True(Total("invocations carried out") > 10_000 * Millions, Log);
        Assert.Empty(labels.Except(s_outOfReach));
    }

    private static string InvocationName(string label) =>
        File.ReadLines(Path.Combine(BuildOutput.Root, "abi", "Generated", "Conformance", "InvocationLabel.cs"))
            .Select(line => line.Trim()).Where(line => line.EndsWith($" = {label},", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]).Single();

    private ulong Total(string name) =>
        Regex.Match(Log, $"^robustness passed:.* {name} (\\d+)", RegexOptions.Multiline) is { Success: true } match
            ? ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    private static string Run(string kernel)
    {
        var limit = TimeSpan.FromMinutes(5 + (2 * Millions));
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = QemuMachine.Benchmark with { CountsInstructions = true },
            Kernel = BuildOutput.Kernel(configuration: kernel),
            Module = BuildOutput.TestSystem("tests.Robustness", "robustness"),
            Limit = limit,
        });
        try
        {
            guest.Expect("which seed? ", seconds: 60);
            guest.Send(s_request + "\n");
            guest.WaitForExit(limit.TotalSeconds);
        }
        catch (GuestException)
        {
            // What was printed until then is the answer.
        }

        return guest.Log;
    }
}
