// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>The routines that entries into an image reach and return from, callees first, with what the source states about them.</summary>
public sealed class FlowProgram
{
    private readonly Dictionary<ulong, FlowRoutine> _routines = [];
    private readonly List<string> _problems = [];

    private FlowProgram(ProgramAnalysis program, IReadOnlyDictionary<string, RoutineFacts> facts, IEnumerable<string> entries)
    {
        IReadOnlyList<IReadOnlyList<Routine>> components = CallCycles.Find(program).Components;
        Dictionary<ulong, FlowGraph> graphs = Graphs(components);
        HashSet<ulong> reached = Reach(program, graphs, entries);
        bool IsReached(IReadOnlyList<Routine> component) => component.Any(routine => reached.Contains(routine.Address));
        foreach (IReadOnlyList<Routine> component in components.Where(IsReached))
        {
            if (component.Count > 1 || component[0].Transfers.Exists(transfer => transfer.Target == component[0].Address))
            {
                _problems.Add($"{component[0].Name} is part of a cycle of calls or jumps from function to function");
            }

            foreach (Routine routine in component)
            {
                Add(graphs[routine.Address], facts.GetValueOrDefault(routine.Name) ?? RoutineFacts.None);
            }
        }
    }

    /// <summary>What the source leaves open or states wrongly; without any the figures hold.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The routines, callees before callers.</summary>
    public IReadOnlyCollection<FlowRoutine> Routines => _routines.Values;

    /// <summary>Reads an image.</summary>
    /// <param name="program">Its machine code.</param>
    /// <param name="facts">What the source states, by symbol.</param>
    /// <param name="entries">Symbols at which the processor enters.</param>
    public static FlowProgram Of(ProgramAnalysis program, IReadOnlyDictionary<string, RoutineFacts> facts, IEnumerable<string> entries) =>
        new(program, facts, entries);

    /// <summary>Adds what another check found.</summary>
    internal void AddProblems(IEnumerable<string> problems) => _problems.AddRange(problems);

    /// <summary>The routine at an address, null when it is not reached or never returns.</summary>
    public FlowRoutine? At(ulong address) => _routines.GetValueOrDefault(address);

    /// <summary>Routines by the end of their names; at least one.</summary>
    public IEnumerable<FlowRoutine> Named(string end)
    {
        List<FlowRoutine> found = [.. Routines.Where(routine => routine.Routine.Name.EndsWith(end, StringComparison.Ordinal))];
        return found.Count != 0 ? found : throw new BoundException($"the image has no routine {end}");
    }

    /// <summary>Routines that one can lead to, itself included.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="excluded">Routines that are not entered.</param>
    public HashSet<FlowRoutine> ReachedFrom(FlowRoutine root, IReadOnlySet<FlowRoutine> excluded)
    {
        HashSet<FlowRoutine> reached = [];
        Stack<FlowRoutine> work = new([root]);
        while (work.TryPop(out FlowRoutine? routine))
        {
            if (excluded.Contains(routine) || !reached.Add(routine))
            {
                continue;
            }

            foreach (Transfer transfer in routine.Region.Blocks.SelectMany(block => block.Calls.Concat(block.Jumps)))
            {
                work.Push(At(transfer.Target)!);
            }
        }

        return reached;
    }

    private static Dictionary<ulong, FlowGraph> Graphs(IReadOnlyList<IReadOnlyList<Routine>> components)
    {
        Dictionary<ulong, FlowGraph> graphs = [];
        foreach (Routine routine in components.SelectMany(component => component))
        {
            FlowGraph graph = FlowGraph.Of(routine);
            graph.KeepReturning(target => !graphs.TryGetValue(target, out FlowGraph? callee) || callee.Entry is not null);
            graphs[routine.Address] = graph;
        }

        return graphs;
    }

    private static HashSet<ulong> Reach(ProgramAnalysis program, Dictionary<ulong, FlowGraph> graphs, IEnumerable<string> entries)
    {
        HashSet<ulong> reached = [];
        HashSet<string> names = [.. entries];
        Stack<ulong> work = new(program.Routines.Where(routine => names.Contains(routine.Name)).Select(routine => routine.Address));
        while (work.TryPop(out ulong address))
        {
            if (!graphs.TryGetValue(address, out FlowGraph? graph) || graph.Entry is null || !reached.Add(address))
            {
                continue;
            }

            foreach (FlowBlock block in graph.Blocks)
            {
                block.Calls.Concat(block.Jumps).ToList().ForEach(transfer => work.Push(transfer.Target));
            }
        }

        return reached;
    }

    private void Add(FlowGraph graph, RoutineFacts facts)
    {
        if (graph.Entry is not FlowBlock entry)
        {
            return;
        }

        try
        {
            FlowRoutine routine = new(graph.Routine, FlowRegion.Of(graph, entry), facts);
            routine.PaysAlways = facts.CallLimit is not null || !PaidTurns.HasUnpaidReturn(graph, entry, At);
            _routines[graph.Routine.Address] = routine;
            _problems.AddRange(routine.Check(graph, At));
        }
        catch (BoundException problem)
        {
            _problems.Add(problem.Message);
        }

        foreach (IndirectTransfer transfer in graph.Routine.IndirectTransfers)
        {
            _problems.Add($"{graph.Routine.Name} goes through a pointer at 0x{transfer.Site:x}: {transfer.Text}");
        }
    }
}
