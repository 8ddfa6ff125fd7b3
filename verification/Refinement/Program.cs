// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.Json;
using System.Threading;
using Caprock.Verification.Refinement.Exhaustive;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Isolation;

namespace Caprock.Verification.Refinement;

/// <summary>Refinement checks of the kernel: random, explore, isolation. Exit code 1 says that a difference was found.</summary>
internal static class Program
{
    private const long HuntedSteps = 10_000;
    private const long HuntedTransitions = 2_000;

    private static readonly Lock Output = new();

    private static readonly Func<IScenario>[] Scenarios =
        [() => new ThreadScenario(), () => new ThreadScenario(isTimed: true), () => new CapabilityScenario(), () => new MappingScenario()];

    private static int Main(string[] arguments)
    {
        var options = new Options(arguments);
        bool isGood = options.Mode switch
        {
            "random" => Random(options),
            "explore" => Explore(options),
            "isolation" => Isolate(options),
            "hunt" => Hunt(options),
            "all" => Random(options) & Explore(options) & Isolate(options),
            _ => Usage(),
        };
        return isGood ? 0 : 1;
    }

    private static bool Usage()
    {
        Console.Error.WriteLine(
            "use: Refinement random|explore|isolation|all|hunt [--seconds N] [--seed N] [--threads N] [--only NAME] [--turns N] [--table FILE]");
        return false;
    }

    /// <summary>Each scenario for a share of the time, one seed per processor thread.</summary>
    private static bool Random(Options options)
    {
        bool isGood = true;
        var chosen = Scenarios.Where(make => options.Selects(make().Name)).ToList();
        foreach (Func<IScenario> make in chosen)
        {
            var results = new RunResult[options.Threads];
            Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i =>
                results[i] = RandomRun.Run(make(), options.Seed + i, options.Steps, options.Share(chosen.Count)));
            foreach (RunResult result in results)
            {
                isGood &= Report(options, result.Difference == null, result.ToString(), new
                {
                    kind = "random",
                    name = result.Scenario,
                    seed = result.Seed,
                    transitions = result.Steps,
                    histories = result.Histories,
                    seconds = result.Time.TotalSeconds,
                    same = result.Difference == null,
                });
            }
        }

        return isGood;
    }

    private static bool Explore(Options options)
    {
        bool isGood = true;
        var chosen = Configurations.All.Where(configuration => options.Selects(configuration.Name)).ToList();
        TimeSpan share = options.Share(chosen.Count) * options.Threads;
        Parallel.ForEach(chosen, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, configuration =>
        {
            ExplorationResult result = Exploration.Run(configuration, share);
            bool isSame = Report(options, result.Difference == null, result.ToString(), new
            {
                kind = "explore",
                name = result.Name,
                states = result.States,
                transitions = result.Transitions,
                depth = result.Depth,
                fixpoint = result.IsComplete,
                seconds = result.Time.TotalSeconds,
                same = result.Difference == null,
            });
            lock (Output)
            {
                isGood &= isSame;
            }
        });
        return isGood;
    }

    private static bool Isolate(Options options)
    {
        var results = new RunResult[options.Threads];
        Parallel.For(0, options.Threads, i => results[i] = IsolationRun.Run(options.Seed + i, options.Steps, options.Share(1)));
        bool isGood = true;
        foreach (RunResult result in results)
        {
            isGood &= Report(options, result.Difference == null, result.ToString(), new
            {
                kind = "isolation",
                name = result.Scenario,
                seed = result.Seed,
                transitions = result.Steps,
                histories = result.Histories,
                seconds = result.Time.TotalSeconds,
                same = result.Difference == null,
            });
        }

        return isGood;
    }

    /// <summary>Everything in turns that grow longer, until something is found: for kernels with seeded faults. Counts transitions, not
    /// time, so that the result does not depend on the machine.</summary>
    private static bool Hunt(Options options)
    {
        Watchdog.Start();
        return Enumerable.Range(0, options.Turns).SelectMany(turn => Hunters(options, turn)).All(hunter => hunter());
    }

    private static IEnumerable<Func<bool>> Hunters(Options options, int turn)
    {
        foreach (IScenario scenario in Scenarios.Select(make => make()).Where(scenario => options.Selects(scenario.Name)))
        {
            yield return () => IsSound($"random {scenario.Name}", RandomRun.Run(
                scenario, options.Seed + turn, HuntedSteps << turn, Timeout.InfiniteTimeSpan, isShrinking: false).Difference);
        }

        foreach (Configuration configuration in Configurations.All.Where(it => options.Selects(it.Name)))
        {
            yield return () => IsSound($"exploring {configuration.Name}", Exploration.Run(
                configuration, Timeout.InfiniteTimeSpan, isShrinking: false, HuntedTransitions << turn).Difference);
        }

        if (options.Selects(IsolationRun.Name))
        {
            yield return () => IsSound(IsolationRun.Name, IsolationRun.Run(
                options.Seed + turn, HuntedSteps << turn, Timeout.InfiniteTimeSpan).Difference);
        }
    }

    private static bool IsSound(string how, string? difference)
    {
        if (difference != null)
        {
            Console.WriteLine($"FOUND BY {how}");
        }

        return difference == null;
    }

    private static bool Report(Options options, bool isGood, string text, object row)
    {
        lock (Output)
        {
            Console.WriteLine(text);
            if (options.Table != null)
            {
                File.AppendAllText(options.Table, JsonSerializer.Serialize(row) + "\n");
            }
        }

        return isGood;
    }

    /// <summary>What the command line says.</summary>
    private sealed class Options
    {
        private readonly Dictionary<string, string> values = [];

        public Options(string[] arguments)
        {
            Mode = arguments.Length > 0 ? arguments[0] : "";
            for (int i = 1; i + 1 < arguments.Length; i += 2)
            {
                values[arguments[i]] = arguments[i + 1];
            }
        }

        public string Mode { get; }

        public string? Table => values.GetValueOrDefault("--table");

        public int Seed => (int)Number("--seed", 1);

        public int Threads => (int)Number("--threads", Environment.ProcessorCount);

        public int Turns => (int)Number("--turns", 6);

        public long Steps => Number("--steps", long.MaxValue);

        public TimeSpan Share(int count) => TimeSpan.FromSeconds(Number("--seconds", 60) / (double)Math.Max(1, count));

        public bool Selects(string name) =>
            !values.TryGetValue("--only", out string? part) || name.Contains(part, StringComparison.Ordinal);

        private long Number(string name, long otherwise) =>
            values.TryGetValue(name, out string? text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
