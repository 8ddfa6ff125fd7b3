// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Counts a limited call within one stretch.</summary>
/// <param name="routine">The routine called.</param>
/// <param name="limit">How often the source says it is called at most.</param>
public sealed class CallWatch(FlowRoutine routine, long limit)
{
    private long _calls;

    /// <summary>The routine called.</summary>
    public FlowRoutine Routine { get; } = routine;

    /// <summary>How often the source says it is called at most.</summary>
    public long Limit { get; } = limit;

    /// <summary>How often it was called at most.</summary>
    public long Seen { get; private set; }

    /// <summary>Counts a call.</summary>
    internal void Take() => Seen = Math.Max(Seen, ++_calls);

    /// <summary>Begins a stretch.</summary>
    internal void Restart() => _calls = 0;
}
