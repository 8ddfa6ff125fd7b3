// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>The control-flow graph of one routine.</summary>
public sealed class FlowGraph
{
    private readonly List<FlowBlock> _blocks = [];

    private FlowGraph(Routine routine)
    {
        Routine = routine;
        ILookup<ulong, ulong> successors = routine.Edges.ToLookup(edge => edge.From, edge => edge.To);
        HashSet<ulong> leaders = [routine.Address];
        IEnumerable<Transfer> jumps = routine.Transfers.Where(transfer => transfer.Kind != TransferKind.Call);
        HashSet<ulong> leaving = [.. jumps.Select(transfer => transfer.Site)];
        foreach ((ulong from, ulong to) in routine.Edges)
        {
            if (leaving.Contains(from) || successors[from].Skip(1).Any() || !IsNext(routine, from, to))
            {
                _ = leaders.Add(to); // Ignored: a block may have many predecessors.
            }
        }

        Dictionary<ulong, FlowBlock> starts = Divide(routine, leaders, successors);
        Connect(routine, starts, successors);
    }

    /// <summary>The routine.</summary>
    public Routine Routine { get; }

    /// <summary>Its blocks by ascending address.</summary>
    public IReadOnlyList<FlowBlock> Blocks => _blocks;

    /// <summary>The block the routine is entered at, null when no path from it returns.</summary>
    public FlowBlock? Entry => _blocks.Find(block => block.Address == Routine.Address);

    /// <summary>Builds the graph.</summary>
    public static FlowGraph Of(Routine routine) => new(routine);

    /// <summary>Leaves out the blocks from which no path leads to a return, because they end in a call that does not return.</summary>
    /// <param name="returns">Whether the routine at an address returns.</param>
    public void KeepReturning(Func<ulong, bool> returns)
    {
        ILookup<FlowBlock, FlowBlock> before = _blocks.SelectMany(block => block.Successors, (from, to) => (from, to))
            .ToLookup(edge => edge.to, edge => edge.from);
        HashSet<FlowBlock> kept = [];
        Stack<FlowBlock> work = new(_blocks.Where(block => block.Returns || block.Jumps.Exists(jump => returns(jump.Target))));
        while (work.TryPop(out FlowBlock? block))
        {
            if (block.Calls.TrueForAll(call => returns(call.Target)) && kept.Add(block))
            {
                foreach (FlowBlock previous in before[block])
                {
                    work.Push(previous);
                }
            }
        }

        _ = _blocks.RemoveAll(block => !kept.Contains(block)); // Ignored: how many.
        foreach (FlowBlock block in _blocks)
        {
            _ = block.Successors.RemoveAll(successor => !kept.Contains(successor)); // Ignored: how many.
            _ = block.Jumps.RemoveAll(jump => !returns(jump.Target)); // Ignored: how many.
        }
    }

    private static bool IsNext(Routine routine, ulong from, ulong to) =>
        routine.Instructions[IndexOf(routine, from)].NextIP == to;

    private static int IndexOf(Routine routine, ulong address)
    {
        int low = 0;
        int high = routine.Instructions.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = routine.Instructions[middle].IP < address ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Dictionary<ulong, FlowBlock> Divide(Routine routine, HashSet<ulong> leaders, ILookup<ulong, ulong> successors)
    {
        Dictionary<ulong, FlowBlock> starts = [];
        FlowBlock? block = null;
        foreach (Instruction instruction in routine.Instructions)
        {
            bool follows = block is not null && successors[block.Instructions[^1].IP].Contains(instruction.IP);
            if (!follows || leaders.Contains(instruction.IP))
            {
                block = new FlowBlock();
                starts[instruction.IP] = block;
                _blocks.Add(block);
            }

            block!.Instructions.Add(instruction);
        }

        return starts;
    }

    private void Connect(Routine routine, Dictionary<ulong, FlowBlock> starts, ILookup<ulong, ulong> successors)
    {
        // A place may be reached with the stack switched or not; it is one transfer all the same.
        ILookup<ulong, Transfer> transfers = routine.Transfers.DistinctBy(transfer => (transfer.Site, transfer.Target))
            .ToLookup(transfer => transfer.Site);
        foreach (FlowBlock block in _blocks)
        {
            Instruction last = block.Instructions[^1];
            block.Successors.AddRange(successors[last.IP].Select(target => starts[target]));
            block.Returns = last.FlowControl == FlowControl.Return;
            foreach (Instruction instruction in block.Instructions)
            {
                block.Calls.AddRange(transfers[instruction.IP].Where(transfer => transfer.Kind == TransferKind.Call));
                block.Jumps.AddRange(transfers[instruction.IP].Where(transfer => transfer.Kind != TransferKind.Call));
            }
        }
    }
}
