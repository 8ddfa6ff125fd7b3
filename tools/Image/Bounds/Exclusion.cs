// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Checks that no path leads through two of several groups of routines.</summary>
/// <remarks>Then the longest of the paths through one group each, the others left out, is the longest of all.</remarks>
public static class Exclusion
{
    /// <summary>Says which routine leads to two groups, one after the other.</summary>
    /// <param name="program">The routines.</param>
    /// <param name="groups">Groups of routines, by the ends of their names.</param>
    public static IEnumerable<string> Check(FlowProgram program, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        List<HashSet<FlowRoutine>> leading = [.. groups.Select(group => Leading(program, [.. group.SelectMany(program.Named)]))];
        foreach (FlowRoutine routine in program.Routines)
        {
            for (int first = 0; first < groups.Count; first++)
            {
                for (int second = 0; second < groups.Count; second++)
                {
                    if (first != second && Meets(program, routine, leading[first], leading[second]))
                    {
                        yield return $"{routine.Routine.Name} leads to {groups[first][0]} and then to {groups[second][0]}";
                    }
                }
            }
        }
    }

    /// <summary>The routines that call or jump to one of a group, themselves or through others.</summary>
    private static HashSet<FlowRoutine> Leading(FlowProgram program, HashSet<FlowRoutine> group)
    {
        HashSet<FlowRoutine> leading = [.. group];
        foreach (FlowRoutine routine in program.Routines)
        {
            if (routine.Region.Blocks.Any(block => Targets(program, block).Any(leading.Contains)))
            {
                _ = leading.Add(routine); // Ignored: callees come first, so that one pass suffices.
            }
        }

        return leading;
    }

    private static bool Meets(FlowProgram program, FlowRoutine routine, HashSet<FlowRoutine> first, HashSet<FlowRoutine> second) =>
        first.Contains(routine) && routine.Region.Blocks.Any(block => After(program, block, first).Any(second.Contains));

    /// <summary>Routines entered behind a call from a block to one of a group.</summary>
    private static IEnumerable<FlowRoutine> After(FlowProgram program, FlowBlock block, HashSet<FlowRoutine> first)
    {
        // A jump does not come back, so only calls have something behind them.
        List<FlowRoutine> own = [.. Targets(program, block)];
        int at = own.FindIndex(first.Contains);
        if (at < 0 || at >= block.Calls.Count)
        {
            return [];
        }

        HashSet<FlowBlock> later = [];
        Stack<FlowBlock> work = new(block.Successors);
        while (work.TryPop(out FlowBlock? next))
        {
            if (later.Add(next))
            {
                next.Successors.ForEach(work.Push);
            }
        }

        return own.Skip(at + 1).Concat(later.SelectMany(next => Targets(program, next)));
    }

    private static IEnumerable<FlowRoutine> Targets(FlowProgram program, FlowBlock block) =>
        block.Calls.OrderBy(transfer => transfer.Site).Concat(block.Jumps).Select(transfer => program.At(transfer.Target)!);
}
