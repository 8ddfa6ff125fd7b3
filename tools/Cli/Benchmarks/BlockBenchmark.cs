// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What reads and writes of a disk cost Caprock and Linux on the same virtual machine.</summary>
internal sealed class BlockBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "block";

    /// <inheritdoc/>
    public string Description => "instructions for reads and writes of a disk, beside Debian's Linux, which it downloads";

    /// <inheritdoc/>
    public Report Measure() =>
        Describe(Build().Run<List<BlockRow>>("Measuring Caprock and Linux (some minutes)", "--json"));

    /// <summary>The table of some rows. No figure may be over Linux's.</summary>
    internal static Report Describe(IReadOnlyList<BlockRow> rows) => new(
        "block",
        $"microkit release kernel and Debian's linux-image-amd64; QEMU {string.Join(' ', QemuMachine.Benchmark.Arguments())} "
        + "-icount shift=0 -device virtio-blk-pci",
        [.. rows.Select(row => new Figure(row.Title, row.Caprock, "instructions", row.Linux, row.Linux))],
        "Linux");

    /// <summary>Builds what is measured, and the program that measures; returns the latter.</summary>
    private static MeasuringProgram Build()
    {
        var described = new BuildVariant(Example.DescribedProfile, "release");
        Builder.BuildProgram(described, "the measured system", Repository.Locate("bench", "Block", "System", "blockbench.csproj"));
        var ordinary = new BuildVariant("conformance", "release");
        Builder.BuildProgram(ordinary, "Linux's program", Repository.Locate("bench", "Block", "Linux", "blockpeer.csproj"));
        return new MeasuringProgram(
            "the program that asks", ["bench", "Block", "Host", "blockbench_host.csproj"], "Caprock.Bench.Block.Host");
    }
}
