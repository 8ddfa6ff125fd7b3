// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Bounds;

/// <summary>How many words a repeated string instruction that the method leads to clears or copies at most.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatBoundAttribute : Attribute
{
    /// <summary>A number of repetitions.</summary>
    public RepeatBoundAttribute(int times) => Times = times;

    /// <summary>The number.</summary>
    public int Times { get; }
}
