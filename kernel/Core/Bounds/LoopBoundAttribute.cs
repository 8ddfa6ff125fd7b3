// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Bounds;

/// <summary>How many turns a loop of the method takes at most each time it is reached while an interrupt waits; one for each loop, in
/// their order.</summary>
/// <remarks>It costs nothing in the kernel: the analysis of the machine code (tools/Image, <c>image worst</c>) reads it from the assembly.
/// A loop of a method that is inlined counts for the method it is inlined in.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class LoopBoundAttribute : Attribute
{
    /// <summary>A number of turns.</summary>
    public LoopBoundAttribute(int turns) => Turns = turns;

    /// <summary>A number of turns that follows from something else.</summary>
    public LoopBoundAttribute(LoopReason reason) => Reason = reason;

    /// <summary>The number, or 0 where there is a reason instead.</summary>
    public int Turns { get; }

    /// <summary>What the number follows from.</summary>
    public LoopReason Reason { get; }
}
