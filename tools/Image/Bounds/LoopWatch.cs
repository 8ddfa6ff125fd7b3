// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Counts how often control returns to a loop's head each time the loop is reached, within one stretch.</summary>
public sealed class LoopWatch
{
    private readonly HashSet<ulong> _outside;
    private long _returns;

    /// <summary>Prepares to watch a loop.</summary>
    public LoopWatch(FlowRoutine routine, FlowRegion loop)
    {
        Routine = routine;
        Loop = loop;
        _outside = [.. routine.Region.Blocks
            .Where(block => !loop.Blocks.Contains(block) && block.Successors.Contains(loop.Entry))
            .Select(block => block.Instructions[^1].IP)];
    }

    /// <summary>The routine it belongs to.</summary>
    public FlowRoutine Routine { get; }

    /// <summary>The loop.</summary>
    public FlowRegion Loop { get; }

    /// <summary>Whether it was reached.</summary>
    public bool IsReached { get; private set; }

    /// <summary>How often control returned to its head at most.</summary>
    public long Seen { get; private set; }

    /// <summary>How often it may, if the source is right.</summary>
    /// <param name="assumptions">Turns of loops that follow from something else, by its name.</param>
    public double Allowed(IReadOnlyDictionary<string, long> assumptions) => Routine.Returns(Loop, assumptions) ?? double.PositiveInfinity;

    /// <summary>Begins a stretch.</summary>
    internal void Restart() => _returns = 0;

    /// <summary>Takes note that the head runs.</summary>
    /// <param name="previous">Address of the instruction before.</param>
    internal void Take(ulong previous)
    {
        IsReached = true;
        _returns = _outside.Contains(previous) ? 0 : _returns + 1;
        Seen = Math.Max(Seen, _returns);
    }
}
