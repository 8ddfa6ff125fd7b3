// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Checks;
using Caprock.Tools.Emulator;
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>How long the kernel keeps interrupts off at most: seen while a program does its worst, and bounded from the machine
/// code.</summary>
internal sealed class WorstBenchmark : IBenchmark
{
    private const string Program = "worstcase";
    private const string LastLine = "worst case complete";
    private const double SecondsToTrace = 1200;

    /// <summary>What the bounds in the table are for: contexts of 10 refills, and 256 threads that wait for a refill.</summary>
    /// <remarks>Two heaps of 255 threads together have right spines of 14 at most.</remarks>
    internal static readonly Dictionary<string, long> Assumptions = new() { ["Refills"] = 10, ["ReleaseSpines"] = 14 };

    /// <inheritdoc/>
    public string Name => "worst";

    /// <inheritdoc/>
    public string Description => "longest stretches of the kernel with interrupts off: bounded from its machine code, and seen";

    /// <inheritdoc/>
    public Report Measure()
    {
        var variant = new BuildVariant("benchmark", "release");
        Builder.BuildKernel(variant);
        Builder.BuildProgram(variant, "the worst cases", Repository.Locate("bench", "WorstCase", $"{Program}.csproj"));
        try
        {
            var kernel = LoopBounds.Read(variant);
            Refuse(kernel.Problems);
            var machine = QemuMachine.Benchmark with { CountsInstructions = true };
            var observer = Observe(kernel, variant, machine);
            Refuse([.. observer.Contradictions(Assumptions)]);
            return new Report(Name, KernelBenchmark.Describe(variant, machine), [.. Figures(kernel, observer)], "seen");
        }
        catch (BoundException problem)
        {
            throw new Failure(problem.Message);
        }
    }

    private static StretchObserver Observe(FlowProgram kernel, BuildVariant variant, QemuMachine machine)
    {
        var observer = new StretchObserver(kernel, KernelEntries.All, KernelEntries.Look);
        var text = ElfImage.Load(variant.KernelWithSymbols).Sections.Single(section => section.Name == ".text");
        var options = new GuestOptions
        {
            Machine = machine,
            Kernel = variant.Kernel,
            Module = variant.Program(Program),
            Limit = TimeSpan.FromSeconds(SecondsToTrace),
        };
        var log = ExecutionTrace.Run(options, text.Address, text.Size, observer.Visit);
        return log.Contains(LastLine, StringComparison.Ordinal) ? observer : throw new Failure($"the worst cases did not finish:\n{log}");
    }

    /// <summary>For each way into the kernel the bound, beside it what was seen.</summary>
    private static IEnumerable<Figure> Figures(FlowProgram kernel, StretchObserver observer)
    {
        var limit = SizeBudgets.Load().WorstCaseInstructions;
        for (var index = 0; index < KernelEntries.All.Count; index++)
        {
            var entry = KernelEntries.All[index];
            var bound = (ulong)StretchBound.Of(kernel, entry, Assumptions).Instructions;
            ulong? seen = observer.Count(index) == 0 ? null : (ulong)observer.Longest(index);
            yield return new Figure($"{entry.Name}: bound", bound, "instructions", limit, seen);
        }

        var loops = (ulong)observer.Loops.Count(loop => loop.IsReached);
        yield return new Figure("loops with a bound", (ulong)observer.Loops.Count, "loops", null, loops);
        var calls = (ulong)observer.Calls.Count(call => call.Seen != 0);
        yield return new Figure("limited calls", (ulong)observer.Calls.Count, "routines", null, calls);
    }

    private static void Refuse(IReadOnlyList<string> problems)
    {
        if (problems.Count != 0)
        {
            throw new Failure(string.Join("\n", problems));
        }
    }
}
