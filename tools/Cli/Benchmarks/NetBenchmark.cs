// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What packets and requests cost Caprock and Linux on the same virtual machine; writes the plot as well.</summary>
internal sealed class NetBenchmark : IBenchmark
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public string Name => "net";

    /// <inheritdoc/>
    public string Description => "instructions for packets and web requests, beside Debian's Linux, which it downloads; writes docs/network.svg";

    /// <inheritdoc/>
    public Report Measure()
    {
        var program = Build();
        var file = Path.GetTempFileName();
        try
        {
            Step.Run("Measuring Caprock and Linux (some minutes)", "dotnet", [program, "--json", file]);
            var rows = JsonSerializer.Deserialize<List<NetRow>>(File.ReadAllText(file), Layout)!;
            File.WriteAllText(Repository.Locate("docs", "network.svg"), NetworkPlot.Draw(rows));
            return Describe(rows);
        }
        finally
        {
            File.Delete(file);
        }
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
    private static string Build()
    {
        Builder.BuildProgram(
            new BuildVariant(Example.DescribedProfile, "release"), "the measured system", Repository.Locate("bench", "Network", "System", "netbench.csproj"));
        var ordinary = new BuildVariant("conformance", "release");
        Builder.BuildProgram(ordinary, "Linux's program", Repository.Locate("bench", "Network", "Linux", "linuxpeer.csproj"));
        Builder.BuildProgram(ordinary, "the load generator", Repository.Locate("bench", "Network", "Host", "networkbench.csproj"));
        return Repository.Locate("artifacts", "bin", "networkbench", "release", "Caprock.Bench.Network.Host.dll");
    }
}
