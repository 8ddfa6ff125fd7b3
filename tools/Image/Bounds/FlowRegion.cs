// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>A routine, or one loop of it, as a sequence in which control only moves forward, loops inside being one step each.</summary>
public sealed class FlowRegion
{
    private FlowRegion(FlowBlock entry) => Entry = entry;

    /// <summary>The only block by which the region is entered: the head of a loop.</summary>
    public FlowBlock Entry { get; }

    /// <summary>Blocks and inner loops, each behind all that can lead to it.</summary>
    public List<FlowStep> Steps { get; } = [];

    /// <summary>Blocks from which control returns to the head.</summary>
    public List<FlowBlock> Latches { get; } = [];

    /// <summary>Whether the head can leave the loop and is no turn by itself: then the last time it runs need not begin a turn.</summary>
    public bool LeavesAtHead { get; private set; }

    /// <summary>All blocks, those of inner loops included.</summary>
    public HashSet<FlowBlock> Blocks { get; private init; } = [];

    /// <summary>This region's loops and theirs, by ascending address of their heads.</summary>
    public IEnumerable<FlowRegion> Loops => Inner().OrderBy(loop => loop.Entry.Address);

    /// <summary>Finds the loops of a graph.</summary>
    /// <exception cref="BoundException">A loop is entered at more than one place.</exception>
    public static FlowRegion Of(FlowGraph graph, FlowBlock entry) => Build([.. graph.Blocks], entry, graph, isLoop: false);

    private static FlowRegion Build(HashSet<FlowBlock> blocks, FlowBlock entry, FlowGraph graph, bool isLoop)
    {
        FlowRegion region = new(entry) { Blocks = blocks };
        foreach (List<FlowBlock> component in StrongComponents.Find(blocks, entry, cutsReturns: isLoop))
        {
            bool isInner = component.Count > 1 || (component[0].Successors.Contains(component[0]) && !(isLoop && component[0] == entry));
            if (!isInner)
            {
                region.Steps.Add(new FlowStep(component[0], null));
                continue;
            }

            HashSet<FlowBlock> members = [.. component];
            List<FlowBlock> heads = [.. component.Where(block => (block == entry && !isLoop) || IsEntered(block, blocks, members))];
            if (heads.Count != 1)
            {
                ulong address = component.Min(block => block.Address);
                throw new BoundException($"{graph.Routine.Name} has a loop with {heads.Count} entries at 0x{address:x}");
            }

            region.Steps.Add(new FlowStep(heads[0], Build(members, heads[0], graph, isLoop: true)));
        }

        region.Latches.AddRange(blocks.Where(block => isLoop && block.Successors.Contains(entry)));
        region.LeavesAtHead = !region.Latches.Contains(entry)
            && (entry.Returns || entry.Jumps.Count != 0 || entry.Successors.Exists(block => !blocks.Contains(block)));
        return region;
    }

    private static bool IsEntered(FlowBlock block, HashSet<FlowBlock> blocks, HashSet<FlowBlock> members) =>
        blocks.Any(other => !members.Contains(other) && other.Successors.Contains(block));

    private IEnumerable<FlowRegion> Inner() =>
        Steps.Where(step => step.Loop is not null).SelectMany(step => step.Loop!.Inner().Prepend(step.Loop));
}
