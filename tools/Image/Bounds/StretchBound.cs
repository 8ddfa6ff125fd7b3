// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Computes the longest stretch of an entry.</summary>
/// <remarks>
/// Limited calls are a resource that a whole path shares. The bound is the least, over all prices of these calls, of the longest path
/// with each limited call credited its price, plus the price of all of them (Lagrangian relaxation). Any prices yield a valid bound,
/// so the search for the best need not be perfect. A path takes a whole number of instructions, so that a bound may be rounded down.
/// </remarks>
public sealed class StretchBound
{
    // What the calls of one sort may cost in total: searched up to the first, and further where a stretch proves longer.
    private const double FirstLargestShare = 1 << 26;
    private const double Growth = 1 << 8;
    private const int MostGrowths = 4;
    private const double Precision = 0.5;
    private const int MostSteps = 4000;
    private const double RoundingError = 1e-3;

    private readonly FlowProgram _program;
    private readonly IReadOnlyDictionary<string, long> _assumptions;
    private readonly EntryPoint _entry;
    private readonly FlowRoutine _root;
    private readonly HashSet<FlowRoutine> _excluded;
    private readonly List<FlowRoutine> _limited;
    private double[] _bestShares = [];
    private double _best = double.PositiveInfinity;

    private StretchBound(FlowProgram program, EntryPoint entry, IReadOnlyDictionary<string, long> assumptions)
    {
        _program = program;
        _entry = entry;
        _assumptions = assumptions;
        _root = program.Routines.FirstOrDefault(routine => routine.Routine.Name == entry.Symbol)
            ?? throw new BoundException($"the image has no entry {entry.Symbol}");
        _excluded = [.. entry.Without.SelectMany(program.Named)];
        HashSet<FlowRoutine> reached = program.ReachedFrom(_root, _excluded);
        _limited = [.. program.Routines.Where(routine => routine.Facts.CallLimit is not null && reached.Contains(routine))];
    }

    /// <summary>Computes the bound of an entry.</summary>
    /// <param name="program">The routines.</param>
    /// <param name="entry">The way in.</param>
    /// <param name="assumptions">Turns of loops that follow from something else, by its name.</param>
    public static Stretch Of(FlowProgram program, EntryPoint entry, IReadOnlyDictionary<string, long> assumptions) =>
        new StretchBound(program, entry, assumptions).Solve();

    private Stretch Solve()
    {
        if (_limited.Count == 0)
        {
            _ = Evaluate([]); // Ignored: remembered as the best.
        }
        else
        {
            Search();
        }

        return double.IsFinite(_best)
            ? new Stretch(_entry, (long)Math.Floor(_best + RoundingError), Shares())
            : throw new BoundException($"no path from {_entry.Symbol} ends");
    }

    private void Search()
    {
        double largest = FirstLargestShare;
        for (int growth = 0; growth < MostGrowths; growth++)
        {
            _ = new Ellipsoid(_limited.Count, largest).Minimise(Evaluate, Precision, MostSteps); // Ignored: remembered as the best.
            if (_best < largest)
            {
                return;
            }

            largest *= Growth;
        }
    }

    /// <summary>The bound when each sort of limited call costs so much in total, and how that changes it.</summary>
    private (double Value, double[] Slope) Evaluate(double[] shares)
    {
        PathCosts costs = Costs(shares);
        double value = costs.Of(_root) + shares.Sum();
        if (value < _best)
        {
            _best = value;
            _bestShares = [.. shares];
        }

        Dictionary<FlowRoutine, double> times = double.IsFinite(value) ? costs.Trace(_root) : [];
        return (value, [.. _limited.Select(routine => 1 - (times.GetValueOrDefault(routine) / routine.Facts.CallLimit!.Value))]);
    }

    private PathCosts Costs(double[] shares) => new(
        _program,
        _assumptions,
        _limited.Zip(shares).ToDictionary(pair => pair.First, pair => pair.Second / pair.First.Facts.CallLimit!.Value),
        _excluded);

    private List<StretchShare> Shares()
    {
        Dictionary<FlowRoutine, double> own = [];
        Dictionary<FlowRoutine, double> times = Costs(_bestShares).Trace(_root, (routine, block, repeats, count) =>
            own[routine] = own.GetValueOrDefault(routine) + (count * FlowRoutine.OwnCost(block, repeats)));
        return
        [
            .. own.OrderByDescending(pair => pair.Value).Select(pair => new StretchShare(pair.Key.Routine, pair.Value, times[pair.Key])),
        ];
    }
}
