// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Reflection;

namespace Caprock.Verification.Mutants;

/// <summary>Counts how many seeded faults the refinement checks find, and lists those that survive.</summary>
internal static class Program
{
    private const int DefaultSeconds = 45;

    private static int Main(string[] arguments)
    {
        string root = Metadata("CaprockRoot");
        string artifacts = Metadata("CaprockArtifacts").TrimEnd('/');
        int seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultSeconds;
        string refinement = Path.Combine(artifacts, "bin", "Refinement", "release");
        var compiler = new KernelCompiler(root, artifacts);
        var mutants = MutantTable.Read(Path.Combine(root, "verification", "Mutants", "mutants.txt"));
        if (arguments.Length > 1)
        {
            mutants = [.. mutants.Where(it => arguments[1..].Contains(it.Number.ToString(CultureInfo.InvariantCulture)))];
        }

        if (Hunt.Run(refinement, null, seconds) is { IsFound: true } problem)
        {
            Console.Error.WriteLine($"the kernel without a fault does not pass: {problem.How}");
            return 1;
        }

        return Report(root, compiler, refinement, mutants, seconds);
    }

    private static int Report(string root, KernelCompiler compiler, string refinement, IReadOnlyList<Mutant> mutants, int seconds)
    {
        var findings = new Finding[mutants.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, mutants.Count, options, i =>
        {
            findings[i] = Try(root, compiler, refinement, mutants[i], seconds);
            Console.WriteLine(
                $"{mutants[i].Number,3} {findings[i].Time.TotalSeconds,5:0.0} s  {mutants[i].File}: {mutants[i].Description}: "
                + findings[i].How);
        });
        int found = findings.Count(finding => finding.IsFound);
        foreach (int i in Enumerable.Range(0, mutants.Count).Where(i => !findings[i].IsFound))
        {
            Console.WriteLine($"SURVIVES {mutants[i].Number} {mutants[i].File}: {mutants[i].Description}");
        }

        Console.WriteLine($"{found} of {mutants.Count} seeded faults found ({100.0 * found / mutants.Count:0.0} %)");
        return found * 100 >= mutants.Count * 95 ? 0 : 1;
    }

    private static Finding Try(string root, KernelCompiler compiler, string refinement, Mutant mutant, int seconds)
    {
        string file = Path.Combine(root, "kernel", "Core", mutant.File);
        string output = Path.GetTempFileName();
        try
        {
            compiler.Compile(file, mutant.Apply(File.ReadAllText(file)), output);
            return Hunt.Run(refinement, output, seconds);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string Metadata(string key) => typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
