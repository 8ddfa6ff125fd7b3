// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>A world to begin with, and random steps that are likely to do something in it.</summary>
public interface IScenario
{
    /// <summary>Name for people.</summary>
    string Name { get; }

    /// <summary>Makes the world; the same each time.</summary>
    World Build();

    /// <summary>Steps that a history begins with.</summary>
    IReadOnlyList<Step> Opening(Random random) => [];

    /// <summary>A step; null when nothing can happen any more.</summary>
    Step? Next(World world, Random random);
}
