// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What the component library adds: calls and notifications through it, beside the same with the bare system calls.</summary>
internal sealed class FrameworkBenchmark : IBenchmark
{
    private const string System = "framework";
    private const double SecondsToMeasure = 120;

    /// <summary>Most instructions that a call's round trip may take longer than without the library.</summary>
    private const ulong CallAllowance = 60;

    /// <summary>Most instructions that a notification may take longer until its handler runs.</summary>
    private const ulong NotifyAllowance = 40;

    /// <inheritdoc/>
    public string Name => "framework";

    /// <inheritdoc/>
    public string Description => "instructions that the component library adds to calls and notifications";

    /// <inheritdoc/>
    public Report Measure()
    {
        var variant = new BuildVariant(Example.DescribedProfile, "release");
        Builder.BuildProgram(variant, "the benchmark", Repository.Locate("bench", "Framework", $"{System}.csproj"));
        var machine = QemuMachine.Benchmark with { CountsInstructions = true };
        var log = Measurement.Boot(
            machine, variant.System(System, "kernel.elf32"), variant.System(System, $"{System}.image.elf"), SecondsToMeasure);
        var lines = Measurement.ReadAll(log).ToDictionary(line => line.Name, line => line.Mean);
        return new Report(
            Name,
            KernelBenchmark.Describe(variant, machine),
            [
                Figure("protected call of a passive component, round trip", "framework-call-passive", "bare-call-passive", CallAllowance),
                Figure("protected call of a component with time of its own, round trip", "framework-call", "bare-call", CallAllowance),
                Figure("notification to handler", "framework-notify", "bare-notify", NotifyAllowance),
            ],
            "bare");

        Figure Figure(string title, string line, string bare, ulong allowance) =>
            new(title, lines[line], "instructions", lines[bare] + allowance, lines[bare]);
    }
}
