// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>The longest paths through one region: from its entry to each block, to a return, and once around a loop.</summary>
internal sealed class RegionCosts
{
    private readonly PathCosts _program;
    private readonly FlowRoutine _routine;
    private readonly FlowRegion _region;
    private readonly long _repeats;
    private readonly Dictionary<FlowBlock, double> _before = [];
    private readonly Dictionary<FlowBlock, FlowBlock> _previous = [];
    private readonly Dictionary<FlowBlock, double> _own;
    private readonly Dictionary<FlowBlock, RegionCosts> _loopOf = [];

    /// <summary>Evaluates a routine, or a loop of it with the blocks' costs known already.</summary>
    public RegionCosts(PathCosts program, FlowRoutine routine, FlowRegion region, long repeats, Dictionary<FlowBlock, double>? own = null)
    {
        _program = program;
        _routine = routine;
        _region = region;
        _repeats = repeats;
        _own = own ?? region.Blocks.ToDictionary(block => block, Cost);
        _before[region.Entry] = 0;
        foreach (FlowStep step in region.Steps)
        {
            Pass(step);
        }

        Around = region.Latches.Select(block => At(block) + _own[block]).DefaultIfEmpty(PathCosts.None).Max();
        (LastBlock, LastJump, ToReturn) = (null, null, PathCosts.None);
        foreach (FlowBlock block in region.Blocks)
        {
            Leave(block);
        }
    }

    /// <summary>Longest path from the entry to a return of the routine.</summary>
    public double ToReturn { get; private set; }

    /// <summary>The block that path ends with.</summary>
    public FlowBlock? LastBlock { get; private set; }

    /// <summary>The jump to another routine that path ends with.</summary>
    public Transfer? LastJump { get; private set; }

    /// <summary>Longest path from the loop's head back to it.</summary>
    public double Around { get; }

    /// <summary>Tells how often each block of the longest path to a return runs, if the routine is entered so often.</summary>
    public void Trace(double times, Action<FlowBlock, double> visit, Action<Transfer, double> follow)
    {
        Walk(LastBlock!, times, (block, count) =>
        {
            visit(block, count);
            block.Calls.ForEach(call => follow(call, count));
        });
        if (LastJump is not null)
        {
            follow(LastJump, times);
        }
    }

    private void Walk(FlowBlock target, double times, Action<FlowBlock, double> visit)
    {
        for (FlowBlock? block = target; block is not null;)
        {
            if (!_loopOf.TryGetValue(block, out RegionCosts? loop))
            {
                visit(block, times);
                block = _previous.GetValueOrDefault(block);
                continue;
            }

            loop.Walk(block, times, visit);
            double returns = _program.Returns(_routine, loop._region);
            if (loop.Around > 0 && returns > 0)
            {
                FlowBlock latch = loop._region.Latches.MaxBy(candidate => loop.At(candidate) + _own[candidate])!;
                loop.Walk(latch, times * returns, visit);
            }

            block = _previous.GetValueOrDefault(loop._region.Entry);
        }
    }

    private double At(FlowBlock block) => _before.GetValueOrDefault(block, PathCosts.None);

    private double Cost(FlowBlock block) => FlowRoutine.OwnCost(block, _repeats) + block.Calls.Sum(call => _program.Of(_routine, call));

    private void Pass(FlowStep step)
    {
        if (step.Loop is null)
        {
            Spread(step.Head, At(step.Head));
            return;
        }

        RegionCosts loop = new(_program, _routine, step.Loop, _repeats, _own);
        double returns = _program.Returns(_routine, step.Loop);
        double turns = loop.Around <= 0 || returns == 0 ? 0 : returns * loop.Around;
        double start = At(step.Head) + turns;
        foreach (FlowBlock block in step.Loop.Blocks)
        {
            _loopOf[block] = loop;
            _before[block] = start + loop.At(block);
        }

        foreach (FlowBlock block in step.Loop.Blocks)
        {
            Spread(block, _before[block]);
        }
    }

    private void Spread(FlowBlock block, double before)
    {
        double after = before + _own[block];
        foreach (FlowBlock successor in block.Successors)
        {
            bool isForward = (successor != _region.Entry || _region.Latches.Count == 0) && _region.Blocks.Contains(successor)
                && !(_loopOf.TryGetValue(block, out RegionCosts? loop) && loop._region.Blocks.Contains(successor));
            if (isForward && after > At(successor))
            {
                _before[successor] = after;
                _previous[successor] = block;
            }
        }
    }

    private void Leave(FlowBlock block)
    {
        double after = At(block) + _own[block];
        if (block.Returns && after > ToReturn)
        {
            (LastBlock, LastJump, ToReturn) = (block, null, after);
        }

        foreach (Transfer jump in block.Jumps)
        {
            double total = after + _program.Of(_routine, jump);
            if (total > ToReturn)
            {
                (LastBlock, LastJump, ToReturn) = (block, jump, total);
            }
        }
    }
}
