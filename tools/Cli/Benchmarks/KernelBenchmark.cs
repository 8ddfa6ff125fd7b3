// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>The kernel's operations, measured by a root task of our own (bench/Kernel), beside the C kernel's figures.</summary>
internal sealed class KernelBenchmark : IBenchmark
{
    private const string Program = "kernelbench";
    private const double SecondsToMeasure = 300;

    /// <inheritdoc/>
    public string Name => "kernel";

    /// <inheritdoc/>
    public string Description => "instructions of the kernel's operations, beside the reference kernel's";

    /// <inheritdoc/>
    public Report Measure()
    {
        var (variant, machine, log) = Run();
        var operations = JsonSerializer.Deserialize<Dictionary<string, KernelOperation>>(
            File.ReadAllText(Repository.Locate("bench", "reference.json")), JsonSerializerOptions.Web)!;
        var lines = Measurement.ReadAll(log).Where(line => line.Number is null);
        return new Report(Name, Describe(variant, machine), [.. lines.Select(line => Figure(line, operations))]);
    }

    /// <summary>Boots the root task; what it printed, and on what.</summary>
    public static (BuildVariant Variant, QemuMachine Machine, string Log) Run()
    {
        var variant = new BuildVariant("benchmark", "release");
        Builder.BuildKernel(variant);
        Builder.BuildProgram(variant, "the benchmark", Repository.Locate("bench", "Kernel", $"{Program}.csproj"));
        var machine = QemuMachine.Benchmark with { CountsInstructions = true };
        return (variant, machine, Measurement.Boot(machine, variant.Kernel, variant.Program(Program), SecondsToMeasure));
    }

    /// <summary>What was measured on.</summary>
    public static string Describe(BuildVariant variant, QemuMachine machine) =>
        $"{variant.Profile} {variant.Configuration} kernel; QEMU {string.Join(' ', machine.Arguments())}";

    /// <summary>A measured line as a figure of the table: the mean, as the reference's suite reports it.</summary>
    internal static Figure Figure(Measurement line, Dictionary<string, KernelOperation> operations)
    {
        var operation = operations.GetValueOrDefault(line.Name) ?? throw new Failure($"bench/reference.json does not know \"{line.Name}\"");
        return new Figure(operation.Meaning, line.Mean, "instructions", operation.Limit, operation.Reference);
    }
}
