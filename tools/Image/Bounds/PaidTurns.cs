// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Whether a limited call lies on every way through something.</summary>
internal static class PaidTurns
{
    /// <summary>Whether a way from a routine's entry to a return makes no limited call.</summary>
    public static bool HasUnpaidReturn(FlowGraph graph, FlowBlock entry, Func<ulong, FlowRoutine?> find)
    {
        HashSet<FlowBlock> free = Free(entry, [.. graph.Blocks], find);
        return free.Any(block => block.Returns || block.Jumps.Exists(jump => find(jump.Target) is not { PaysAlways: true }));
    }

    /// <summary>Whether a turn of a loop makes no limited call.</summary>
    public static bool HasUnpaidTurn(FlowRegion loop, Func<ulong, FlowRoutine?> find) =>
        Free(loop.Entry, loop.Blocks, find).Overlaps(loop.Latches);

    /// <summary>Blocks reached, and left, without a limited call.</summary>
    private static HashSet<FlowBlock> Free(FlowBlock entry, HashSet<FlowBlock> blocks, Func<ulong, FlowRoutine?> find)
    {
        HashSet<FlowBlock> free = [];
        Stack<FlowBlock> work = new([entry]);
        while (work.TryPop(out FlowBlock? block))
        {
            bool pays = block.Calls.Exists(call => find(call.Target) is { PaysAlways: true });
            if (!pays && blocks.Contains(block) && free.Add(block))
            {
                block.Successors.ForEach(work.Push);
            }
        }

        return free;
    }
}
