// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>What the source states about a loop.</summary>
/// <param name="Turns">Most turns each time the loop is reached, null where they follow from something else.</param>
/// <param name="Reason">What they follow from: the name of an assumption, or <see cref="LimitedCall"/>.</param>
public sealed record LoopFact(long? Turns, string Reason)
{
    /// <summary>The reason of a loop of which every turn calls a routine whose calls are limited.</summary>
    public const string LimitedCall = "LimitedCall";

    /// <summary>Whether every turn is paid by a limited call.</summary>
    public bool IsPaid => Reason == LimitedCall;
}
