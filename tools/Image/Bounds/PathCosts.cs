// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Bounds;

/// <summary>The longest path through every routine, in instructions, at given prices for limited calls.</summary>
/// <remarks>
/// A limited call is credited its price. Invariant: for any prices of zero or more, a path that makes no more limited calls than stated
/// is no longer than the result plus, for each limit, price times limit. So every choice of prices yields a bound.
/// </remarks>
internal sealed class PathCosts
{
    /// <summary>The cost of a path there is none of.</summary>
    public const double None = double.NegativeInfinity;

    private readonly FlowProgram _program;
    private readonly IReadOnlyDictionary<string, long> _assumptions;
    private readonly IReadOnlyDictionary<FlowRoutine, double> _prices;
    private readonly HashSet<FlowRoutine> _excluded;
    private readonly Dictionary<(FlowRoutine Routine, long Repeats), RegionCosts> _costs = [];
    private readonly double _paidTurns;

    /// <summary>Prepares an evaluation.</summary>
    public PathCosts(
        FlowProgram program,
        IReadOnlyDictionary<string, long> assumptions,
        IReadOnlyDictionary<FlowRoutine, double> prices,
        HashSet<FlowRoutine> excluded)
    {
        _program = program;
        _assumptions = assumptions;
        _prices = prices;
        _excluded = excluded;
        _paidTurns = program.Routines.Sum(routine => routine.Facts.CallLimit ?? 0);
        foreach (FlowRoutine routine in program.Routines.Where(routine => !routine.Repeats))
        {
            _costs[(routine, 0)] = new RegionCosts(this, routine, routine.Region, 0);
        }
    }

    /// <summary>The longest path from a routine's entry to its return, less the price of its call.</summary>
    public double Of(FlowRoutine routine) => Of(routine, 0);

    /// <summary>The routine a transfer leads to and the repetitions its string instructions make then.</summary>
    public (FlowRoutine Routine, long Repeats) Target(FlowRoutine caller, Transfer transfer)
    {
        FlowRoutine target = _program.At(transfer.Target) ?? throw new BoundException($"0x{transfer.Target:x} is not analysed");
        return (target, target.Repeats ? caller.Facts.Repeats ?? throw Unbounded(caller, target) : 0);
    }

    /// <summary>The cost of a call or jump to another routine.</summary>
    public double Of(FlowRoutine caller, Transfer transfer)
    {
        (FlowRoutine target, long repeats) = Target(caller, transfer);
        return Of(target, repeats);
    }

    /// <summary>How often control returns to a loop's head; where every turn is paid, no more often than there are limited calls.</summary>
    public double Returns(FlowRoutine routine, FlowRegion loop) => routine.Returns(loop, _assumptions) ?? _paidTurns;

    private static BoundException Unbounded(FlowRoutine caller, FlowRoutine target) =>
        new($"{caller.Routine.Name} does not state how often {target.Routine.Name} repeats a string instruction");

    /// <summary>How often each routine runs on the longest path from one to its return.</summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="visit">Told each block and how often it runs.</param>
    public Dictionary<FlowRoutine, double> Trace(FlowRoutine root, Action<FlowRoutine, FlowBlock, long, double>? visit = null)
    {
        Dictionary<(FlowRoutine Routine, long Repeats), double> times = new() { [(root, 0)] = 1 };
        foreach (FlowRoutine routine in _program.Routines.Reverse())
        {
            foreach (((FlowRoutine Routine, long Repeats) key, double count) in times.Where(pair => pair.Key.Routine == routine).ToList())
            {
                _costs[key].Trace(
                    count,
                    (block, often) => visit?.Invoke(routine, block, key.Repeats, often),
                    (transfer, often) => times[Target(routine, transfer)] = times.GetValueOrDefault(Target(routine, transfer)) + often);
            }
        }

        return times.GroupBy(pair => pair.Key.Routine).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
    }

    private double Of(FlowRoutine routine, long repeats)
    {
        if (_excluded.Contains(routine))
        {
            return None;
        }

        if (!_costs.TryGetValue((routine, repeats), out RegionCosts? costs))
        {
            costs = new RegionCosts(this, routine, routine.Region, repeats);
            _costs[(routine, repeats)] = costs;
        }

        return costs.ToReturn - _prices.GetValueOrDefault(routine);
    }
}
