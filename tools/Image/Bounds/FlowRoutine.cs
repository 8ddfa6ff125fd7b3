// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>A routine with its loops and what is known about them.</summary>
/// <param name="routine">The routine.</param>
/// <param name="region">Its blocks and loops.</param>
/// <param name="facts">What the source states.</param>
public sealed class FlowRoutine(Routine routine, FlowRegion region, RoutineFacts facts)
{
    private readonly Dictionary<FlowRegion, LoopFact> _loops = [];
    private readonly HashSet<FlowRegion> _counted = [];

    /// <summary>The routine.</summary>
    public Routine Routine { get; } = routine;

    /// <summary>Its blocks and loops.</summary>
    public FlowRegion Region { get; } = region;

    /// <summary>What the source states.</summary>
    public RoutineFacts Facts { get; } = facts;

    /// <summary>Whether every way through it makes a limited call, itself included.</summary>
    public bool PaysAlways { get; internal set; }

    /// <summary>Whether it repeats a string instruction as often as its caller wants.</summary>
    public bool Repeats { get; private set; }

    /// <summary>What is known about a loop; throws for one nothing is known about.</summary>
    public LoopFact Fact(FlowRegion loop) =>
        _loops.GetValueOrDefault(loop) ?? throw new BoundException($"{Routine.Name} has a loop without a bound");

    /// <summary>Whether a counter in the machine code fixes the number of a loop's turns.</summary>
    public bool IsCounted(FlowRegion loop) => _counted.Contains(loop);

    /// <summary>How often control returns to a loop's head at most, null where every turn is paid.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="assumptions">Turns of loops that follow from something else, by its name.</param>
    public long? Returns(FlowRegion loop, IReadOnlyDictionary<string, long> assumptions)
    {
        LoopFact fact = Fact(loop);
        if (fact.IsPaid)
        {
            return null;
        }

        long turns = fact.Turns ?? (assumptions.TryGetValue(fact.Reason, out long assumed) ? assumed
            : throw new BoundException($"nothing is assumed for {fact.Reason}, on which {Routine.Name} depends"));
        return Math.Max(0, loop.LeavesAtHead && !IsCounted(loop) ? turns : turns - 1);
    }

    /// <summary>How often a string instruction runs, null when it depends on the caller.</summary>
    public static long? Repetitions(FlowBlock block, int index)
    {
        Instruction instruction = block.Instructions[index];
        if (!instruction.HasRepPrefix && !instruction.HasRepnePrefix)
        {
            return 0;
        }

        // and ecx, N just before leaves at most N.
        return index > 0
            && block.Instructions[index - 1] is { Mnemonic: Mnemonic.And, Op0Register: Register.ECX } mask
            && mask.Op1Kind.IsImmediate()
            ? (long)mask.GetImmediate(1)
            : null;
    }

    /// <summary>Instructions of a block, without those of routines it calls.</summary>
    /// <param name="block">The block.</param>
    /// <param name="repeats">How often a string instruction runs where that depends on the caller.</param>
    public static double OwnCost(FlowBlock block, long repeats)
    {
        double cost = block.Instructions.Count;
        for (int index = 0; index < block.Instructions.Count; index++)
        {
            cost += Repetitions(block, index) ?? repeats;
        }

        return cost;
    }

    /// <summary>Takes what the source states for the loops; says what is missing, too much or wrong.</summary>
    internal IEnumerable<string> Check(FlowGraph graph, Func<ulong, FlowRoutine?> find)
    {
        Repeats = graph.Blocks.Any(block => Enumerable.Range(0, block.Instructions.Count).Any(index => Repetitions(block, index) is null));
        List<FlowRegion> loops = [.. Region.Loops];
        if (loops.Count < Facts.Loops.Count)
        {
            yield return $"{Routine.Name} has {loops.Count} loops, but {Facts.Loops.Count} bounds are stated";
        }

        for (int index = 0; index < loops.Count; index++)
        {
            LoopFact? stated = Facts.Loops.ElementAtOrDefault(index);
            long? counted = CountedLoop.Turns(loops[index], graph);
            if (counted is not null)
            {
                _ = _counted.Add(loops[index]); // Ignored: each loop is looked at once.
            }

            string place = $"loop {index + 1} of {Routine.Name} at 0x{loops[index].Entry.Address:x}";
            if (stated is null && counted is null)
            {
                yield return $"{place} has no bound";
            }
            else if (stated?.Turns < counted)
            {
                yield return $"{place} is stated to take {stated.Turns} turns, but its counter runs to {counted}";
            }
            else if (stated is { IsPaid: true } && PaidTurns.HasUnpaidTurn(loops[index], find))
            {
                yield return $"{place} is stated to make a limited call in every turn, but a turn makes none";
            }

            _loops[loops[index]] = counted is not null ? new LoopFact(counted, "") : stated ?? new LoopFact(0, "");
        }
    }
}
