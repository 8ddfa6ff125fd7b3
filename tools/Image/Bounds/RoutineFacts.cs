// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>What the source states about a routine.</summary>
/// <param name="Loops">Its loops, in their order.</param>
/// <param name="CallLimit">How often it is called at most in one stretch, null when nothing is stated.</param>
/// <param name="Repeats">Most repetitions of a string instruction it reaches, null when nothing is stated.</param>
public sealed record RoutineFacts(IReadOnlyList<LoopFact> Loops, long? CallLimit = null, long? Repeats = null)
{
    /// <summary>Nothing stated.</summary>
    public static RoutineFacts None { get; } = new([]);
}
