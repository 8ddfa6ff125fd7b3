// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>caprock run where nobody sits at a terminal.</summary>
public sealed class UnattendedTests
{
    private const int SecondsWithoutPorts = 10;
    private const int SecondsToBoot = 60;
    private const int SecondsToEnd = 30;

    [Fact]
    public async Task A_system_with_a_forwarded_port_runs_until_a_signal_ends_it()
    {
        using var process = Run("udp-echo");
        var errors = process.StandardError.ReadToEndAsync();
        using var boot = new CancellationTokenSource(TimeSpan.FromSeconds(SecondsToBoot));
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(boot.Token);
        }
        while (line is not null && !line.StartsWith("echo: ", StringComparison.Ordinal));
        Assert.NotNull(line);
        var output = process.StandardOutput.ReadToEndAsync();
        Assert.False(process.WaitForExit(TimeSpan.FromSeconds(SecondsWithoutPorts + 2)));

        var children = new HostCommand("pgrep", ["-P", $"{process.Id}"]).Require();
        new HostCommand("kill", ["-TERM", $"{process.Id}"]).Require();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(SecondsToEnd)));
        Assert.True(process.ExitCode == 0, await errors + await output);
        Assert.All(children.Split('\n', StringSplitOptions.RemoveEmptyEntries), child => Assert.False(Directory.Exists($"/proc/{child}")));
    }

    [Fact]
    public async Task Any_other_says_that_it_ends_and_why()
    {
        using var process = Run("timer-tick");
        var output = process.StandardOutput.ReadToEndAsync();

        Assert.Contains(
            $"ended after {SecondsWithoutPorts} s, because nobody sits at a terminal", await process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(SecondsToEnd)));
        Assert.True(process.ExitCode == 0, await output);
    }

    private static Process Run(string system)
    {
        var start = new ProcessStartInfo(
            Path.Combine(BuildOutput.Root, "caprock"),
            ["run", "--kernel", BuildOutput.System(system, "kernel.elf32"), BuildOutput.System(system, $"{system}.image.elf")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
