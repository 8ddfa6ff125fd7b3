// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>One of a pair of runs: the watched partition takes the steps it is told, the hidden one its own between them.</summary>
/// <remarks>The hidden one's scheduling context has a budget that is smaller than its period. When its turn is over the clock moves until
/// that is used up: then the watched one has the processor, whatever the priorities, if it can run at all. No time passes while the
/// watched one runs, but for one period in each turn, the same in both runs: so even what it is charged is the same.</remarks>
internal sealed class PartitionRun(Sharing sharing) : IDisposable
{
    private const int MostHiddenSteps = 8;
    private const int MostSlices = 16;
    private const int LongestPass = 2000;

    private readonly List<Step> hiddenSteps = [];

    /// <summary>The kernel with both.</summary>
    public PartitionWorld World { get; } = new(sharing);

    /// <summary>Steps so far, of all histories.</summary>
    public long Steps { get; private set; }

    /// <summary>What the hidden partition did in this history.</summary>
    public IReadOnlyList<Step> HiddenSteps => hiddenSteps;

    /// <summary>Whether the watched partition has the processor.</summary>
    public bool CanGoOn => World.Runs(World.Watched);

    /// <inheritdoc/>
    public void Dispose() => World.Dispose();

    /// <summary>Goes back to the beginning.</summary>
    public void Restart()
    {
        World.Restart();
        hiddenSteps.Clear();
    }

    /// <summary>A step of whoever runs.</summary>
    public void Take(Step step)
    {
        World.Take(step);
        Steps++;
    }

    /// <summary>A turn of the hidden partition with random steps; afterwards the watched one runs if it can.</summary>
    /// <exception cref="BrokenKernelException">The hidden one runs for more than its budget.</exception>
    public void GiveTurn(Random random)
    {
        ActHidden(random);
        UseUp();
        Take(Pass(PartitionWorld.PeriodMicroseconds));
        ActHidden(random);
        UseUp();
    }

    /// <summary>A turn of the hidden partition with these steps, as far as it can take them.</summary>
    /// <exception cref="BrokenKernelException">The hidden one runs for more than its budget.</exception>
    public void GiveTurn(params Step[] steps)
    {
        UseUp();
        Take(Pass(PartitionWorld.PeriodMicroseconds));
        foreach (Step step in steps.TakeWhile(_ => World.Runs(World.Hidden)))
        {
            TakeHidden(step);
        }

        UseUp();
    }

    private static Step Pass(ulong microseconds) => new() { Kind = StepKind.Timer, Elapsed = microseconds };

    private void ActHidden(Random random)
    {
        for (int i = 0; i < MostHiddenSteps && World.Runs(World.Hidden); i++)
        {
            TakeHidden(random.Next(8) == 0
                ? Pass((ulong)random.Next(LongestPass))
                : PartitionSteps.Next(random, PartitionWorld.HiddenPriority));
        }
    }

    private void TakeHidden(Step step)
    {
        hiddenSteps.Add(step);
        Take(step);
    }

    /// <summary>Lets the clock move, from one timer interrupt to the next, until the hidden partition's budget is used up.</summary>
    private void UseUp()
    {
        for (int i = 0; World.Runs(World.Hidden); i++)
        {
            if (i == MostSlices)
            {
                throw new BrokenKernelException("the hidden partition runs for more than its budget");
            }

            Take(Pass(Math.Clamp(World.MicrosecondsToTimer, 1, PartitionWorld.PeriodMicroseconds)));
        }
    }
}
