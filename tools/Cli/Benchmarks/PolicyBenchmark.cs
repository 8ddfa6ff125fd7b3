// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>How long nobody sends while examples/live-policy exchanges its transmit virtualiser under traffic.</summary>
internal sealed class PolicyBenchmark : IBenchmark
{
    private const string System = "live-policy";
    private const double SecondsToMeasure = 120;

    /// <summary>Most instructions of a pause, in which up to 512 frames that have waited are passed on.</summary>
    private const ulong MostInstructions = 20_000;

    private static readonly string[] Card = ["-netdev", "user,id=n0,restrict=on", "-device", "e1000e,netdev=n0,addr=11"];

    /// <inheritdoc/>
    public string Name => "policy";

    /// <inheritdoc/>
    public string Description => "instructions for which nobody sends while a virtualiser is exchanged for another";

    /// <inheritdoc/>
    public Report Measure()
    {
        var variant = new BuildVariant(Example.DescribedProfile, "debug");
        Builder.BuildProgram(variant, "the exchanged system", Repository.Locate("examples", System, $"{System}.csproj"));
        var machine = QemuMachine.Benchmark with { CountsInstructions = true };
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine,
            Kernel = variant.System(System, "kernel.elf32"),
            Module = variant.System(System, $"{System}.image.elf"),
            Limit = TimeSpan.FromSeconds(SecondsToMeasure),
            ExtraArguments = Card,
        });
        return new Report(
            Name,
            KernelBenchmark.Describe(variant, machine) + ' ' + string.Join(' ', Card),
            [Figure(guest, "turns of 16 frames, then bandwidth shares"), Figure(guest, "and back")]);
    }

    private static Figure Figure(Guest guest, string title)
    {
        var match = guest.ExpectMatch("controller: exchanged, with a pause of ([0-9]+) ticks\n", SecondsToMeasure);
        return new Figure(
            $"pause while policies are exchanged: {title}",
            ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            "instructions",
            MostInstructions);
    }
}
