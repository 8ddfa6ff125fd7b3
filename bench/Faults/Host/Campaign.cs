// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>Injects one fault after the other and tells what came of each.</summary>
/// <remarks>
/// What is injected follows from the seed. When it happens does not to the instruction, since the guest runs against the host's clock; so
/// outcomes of single injections can differ from run to run, and their numbers do a little.
/// </remarks>
internal sealed class Campaign(Func<Workload> create, IReadOnlyList<Victim> victims, int seed)
{
    private const int InjectionsPerBoot = 50;
    private const int WatchMilliseconds = 130;
    private const int PatienceMilliseconds = 4000;
    private const int LongestPatienceMilliseconds = 40_000;
    private const ulong PatienceTicks = 600;
    private const int MostFailures = 5;
    private const int PollMilliseconds = 5;
    private const ulong PiecesToGo = 2;
    private const ulong TicksToGo = 4;

    private static readonly string? LogFolder = Environment.GetEnvironmentVariable("CAPROCK_FAULT_LOGS");

    private readonly Dictionary<(string, Kind), Row> rows = [];
    private int boots;
    private int otherData;
    private int toRepair;
    private int failures;

    /// <summary>The number behind the last injection.</summary>
    public required int End { get; init; }

    /// <summary>The first one.</summary>
    public int First { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan Most { get; init; }

    /// <summary>The only component and kind to inject into.</summary>
    public string? Only { get; init; }

    /// <summary>Runs it; what is found so far is told after each boot.</summary>
    public Result Run(Action<Result> tell)
    {
        var clock = Stopwatch.StartNew();
        for (var number = First; number < End && clock.Elapsed < Most;)
        {
            using var workload = create();
            try
            {
                number = RunBoot(workload, number, () => clock.Elapsed < Most);
                failures = 0;
            }
            catch (Exception problem) when (problem is GuestException or SocketException && failures < MostFailures)
            {
                // The host was too slow, or the connection broke; the injection that was under way is not counted.
                Console.Error.WriteLine(problem.Message);
                failures++;
                number++;
            }

            var verdict = workload.Judge();
            otherData += verdict.IsSame ? 0 : 1;
            toRepair += verdict.IsSound ? 0 : 1;
            if (!verdict.IsSame || !verdict.IsSound)
            {
                Note($"{number - 1}.disk", $"{verdict}");
            }

            tell(Found());
            Console.Error.WriteLine($"{number} of {End} injections, {boots} boots, {clock.Elapsed.TotalSeconds:0} s");
        }

        return Found();
    }

    /// <summary>Boots, and injects until somebody does not recover or enough is done; returns the next number.</summary>
    private int RunBoot(Workload workload, int number, Func<bool> hasTime)
    {
        using var machine = Machine.Boot(workload, victims);
        boots++;
        var last = Math.Min(number + InjectionsPerBoot, End);
        var goesOn = true;
        while (goesOn && number < last && hasTime())
        {
            goesOn = Inject(machine, number);
            number++;
        }

        machine.Debugger.Stop();
        return number;
    }

    private Result Found() => new(seed, boots, otherData, toRepair, [.. rows.Values]);

    /// <summary>One injection; false when the system is to be booted anew.</summary>
    private bool Inject(Machine machine, int number)
    {
        var random = new Random((seed * 1_000_003) + number);
        var victim = victims[random.Next(victims.Count)];
        Kind[] kinds = victim.Rings.Count != 0 ? Enum.GetValues<Kind>() : [Kind.Code, Kind.Data, Kind.Registers, Kind.Queues];
        var kind = kinds[random.Next(kinds.Length)];
        if (Only is not null && Only != $"{victim.Name}:{kind}")
        {
            return true;
        }

        if (!rows.TryGetValue((victim.Name, kind), out var row))
        {
            row = new Row(victim.Name, kind);
            rows.Add((victim.Name, kind), row);
        }

        var injector = new Injector(machine, random);
        var before = machine.Progress;
        var restarts = Restarts(machine);
        var clock = Stopwatch.StartNew();
        if (!injector.TryInject(victim, kind))
        {
            return true;
        }

        var outcome = Watch(machine, before, restarts, clock);
        if (LogFolder is not null)
        {
            Console.Error.WriteLine($"{number}: {victim.Name}, {kind}: {outcome}");
        }

        row.Counts[(int)outcome]++;
        if (outcome == Outcome.Recovered)
        {
            row.RecoveryMilliseconds.Add((int)clock.ElapsedMilliseconds);
        }
        else if (outcome == Outcome.NoEffect)
        {
            injector.Undo();
        }
        else
        {
            Note($"{number}.log", machine.Guest.Log);
        }

        return outcome is Outcome.NoEffect or Outcome.Recovered;
    }

    private Outcome Watch(Machine machine, Progress before, int restarts, Stopwatch clock)
    {
        var atRestart = before;
        var seen = restarts;
        while (true)
        {
            Thread.Sleep(PollMilliseconds);
            var now = machine.Progress;
            var restartsNow = Restarts(machine);
            if (restartsNow != seen)
            {
                seen = restartsNow;
                atRestart = now;
            }

            if (now.Spoilt != before.Spoilt)
            {
                return Outcome.CorruptedOutside;
            }

            if (now.Wrong != before.Wrong)
            {
                return Outcome.WrongInPath;
            }

            // The host can be busy, so patience is counted in what the bystander did.
            var isPatient = !machine.Guest.HasEnded && clock.ElapsedMilliseconds < LongestPatienceMilliseconds
                && (clock.ElapsedMilliseconds < PatienceMilliseconds || now.Counted < before.Counted + PatienceTicks);
            if (now.Errors != before.Errors || !isPatient)
            {
                return OutcomeOfTrouble(machine, before);
            }

            var goesOn = now.Pieces >= atRestart.Pieces + PiecesToGo && now.Counted >= before.Counted + TicksToGo;
            if (goesOn && seen != restarts)
            {
                return Outcome.Recovered;
            }

            if (goesOn && clock.ElapsedMilliseconds >= WatchMilliseconds)
            {
                return Outcome.NoEffect;
            }
        }
    }

    /// <summary>The copies do not go on as they should: whether everything else does decides.</summary>
    private Outcome OutcomeOfTrouble(Machine machine, Progress before)
    {
        var counted = machine.Progress.Counted;
        var isAlive = !machine.Guest.HasEnded && SpinWait.SpinUntil(
            () => machine.Progress.Counted >= counted + TicksToGo, TimeSpan.FromMilliseconds(LongestPatienceMilliseconds));
        var now = machine.Progress;
        return now.Spoilt != before.Spoilt ? Outcome.CorruptedOutside
            : !isAlive || !MonitorWorks(machine) ? Outcome.SystemLost
            : now.Wrong != before.Wrong ? Outcome.WrongInPath : Outcome.Degraded;
    }

    /// <summary>Whether the monitor starts a component anew that executes an invalid instruction (0f 0b) when it is next asked.</summary>
    private bool MonitorWorks(Machine machine)
    {
        var probe = victims[^1];
        var restarts = Restarts(machine);
        machine.Debugger.Stop();
        if (!PageTables.TryTranslate(machine.Memory, probe.Root, probe.BackFromKernel, out var place))
        {
            return false;
        }

        machine.Debugger.WritePhysical(place, 0x0f);
        machine.Debugger.WritePhysical(place + 1, 0x0b);
        machine.Debugger.Continue();
        return SpinWait.SpinUntil(() => Restarts(machine) > restarts, TimeSpan.FromMilliseconds(LongestPatienceMilliseconds));
    }

    private static int Restarts(Machine machine) => Regex.Count(machine.Guest.Log, "is started anew");

    private static void Note(string name, string text)
    {
        if (LogFolder is not null)
        {
            Directory.CreateDirectory(LogFolder);
            File.WriteAllText(Path.Combine(LogFolder, name), text);
        }
    }
}
