// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Text.Json;

namespace Caprock.Verification.Mutants;

/// <summary>Counts how many seeded faults the refinement checks find, and lists those that survive.</summary>
internal static class Program
{
    private const int WantedPercent = 95;

    private static int Main(string[] arguments)
    {
        var options = new Options(arguments);
        string root = Metadata("CaprockRoot");
        string artifacts = Metadata("CaprockArtifacts").TrimEnd('/');
        string refinement = Path.Combine(artifacts, "bin", "Refinement", "release");
        var compiler = new KernelCompiler(root, artifacts);
        var all = MutantTable.Read(Path.Combine(root, "verification", "Mutants", "mutants.txt"));
        if (Hunt.Run(refinement, null, options.SoundTurns, options.Only) is { IsFound: true } problem)
        {
            Console.Error.WriteLine($"the kernel without a fault does not pass: {problem.How}");
            return 1;
        }

        foreach (Mutant mutant in all.Where(it => it.Equivalence != null))
        {
            Console.WriteLine($"{mutant.Number,3} not counted: {mutant.Description}: {mutant.Equivalence}");
        }

        return Report(root, compiler, refinement, options.Choose(all), options);
    }

    private static int Report(string root, KernelCompiler compiler, string refinement, IReadOnlyList<Mutant> mutants, Options options)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var findings = new Finding[mutants.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, mutants.Count, parallel, i =>
        {
            findings[i] = Try(root, compiler, refinement, mutants[i], options);
            Console.WriteLine(
                $"{mutants[i].Number,3} {findings[i].Time.TotalSeconds,5:0.0} s  {mutants[i].File}: {mutants[i].Description}: "
                + findings[i].How);
        });
        int found = findings.Count(finding => finding.IsFound);
        foreach (int i in Enumerable.Range(0, mutants.Count).Where(i => !findings[i].IsFound).OrderBy(i => mutants[i].Number))
        {
            Console.WriteLine($"SURVIVES {mutants[i].Number} {mutants[i].File}: {mutants[i].Description}");
        }

        bool isEnough = found * 100 >= mutants.Count * WantedPercent;
        Console.WriteLine($"{found} of {mutants.Count} seeded faults found ({100.0 * found / mutants.Count:0.0} %)");
        if (options.Table != null)
        {
            var row = new
            {
                kind = "mutants",
                name = "seeded faults",
                found,
                seeded = mutants.Count,
                seconds = clock.Elapsed.TotalSeconds,
                same = isEnough,
            };
            File.AppendAllText(options.Table, JsonSerializer.Serialize(row) + "\n");
        }

        return isEnough ? 0 : 1;
    }

    private static Finding Try(string root, KernelCompiler compiler, string refinement, Mutant mutant, Options options)
    {
        string file = Path.Combine(root, "kernel", "Core", mutant.File);
        string output = Path.GetTempFileName();
        try
        {
            compiler.Compile(file, mutant.Apply(File.ReadAllText(file)), output);
            return Hunt.Run(refinement, output, options.Turns, options.Only);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string Metadata(string key) => typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
