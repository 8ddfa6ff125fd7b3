// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What packets and requests cost Caprock and Linux on the same virtual machine; writes the plot as well.</summary>
internal sealed class NetBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "net";

    /// <inheritdoc/>
    public string Description =>
        "instructions for packets and web requests, beside Debian's Linux, which it downloads; writes docs/network.svg";

    /// <inheritdoc/>
    public Report Measure()
    {
        var rows = Build().Run<List<NetRow>>("Measuring Caprock and Linux (some minutes)", "--json");
        File.WriteAllText(Repository.Locate("docs", "network.svg"), NetworkPlot.Draw(rows));
        return Describe(rows);
    }

    /// <summary>The table of some rows. No figure may be over Linux's.</summary>
    internal static Report Describe(IReadOnlyList<NetRow> rows) => new(
        "net",
        $"microkit release kernel and Debian's linux-image-amd64; QEMU {string.Join(' ', QemuMachine.Benchmark.Arguments())} "
        + "-icount shift=0 -device virtio-net-pci",
        [
            .. rows.Select(row => new Figure(row.Title, row.Caprock, "instructions", row.Linux, row.Linux)),
            .. rows.Select(row => new Figure(row.Title, row.CaprockInterrupts, "interrupts per 1,000", null, row.LinuxInterrupts)),
        ],
        "Linux");

    /// <summary>Builds what is measured, and the program that measures; returns the latter.</summary>
    private static MeasuringProgram Build()
    {
        var described = new BuildVariant(Example.DescribedProfile, "release");
        Builder.BuildProgram(described, "the measured system", Repository.Locate("bench", "Network", "System", "netbench.csproj"));
        var ordinary = new BuildVariant("conformance", "release");
        Builder.BuildProgram(ordinary, "Linux's program", Repository.Locate("bench", "Network", "Linux", "linuxpeer.csproj"));
        return new MeasuringProgram(
            "the load generator", ["bench", "Network", "Host", "networkbench.csproj"], "Caprock.Bench.Network.Host");
    }
}
