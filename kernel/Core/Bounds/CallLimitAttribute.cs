// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Bounds;

/// <summary>How often the method is called at most while an interrupt waits, from its arrival to the end of the kernel entry.</summary>
/// <remarks>A preemption point that finds an interrupt ends the operation, so that there is a most. The analysis counts a path from
/// the beginning of the kernel entry; so the number includes one call before the interrupt came.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CallLimitAttribute : Attribute
{
    /// <summary>A number of calls.</summary>
    public CallLimitAttribute(int calls) => Calls = calls;

    /// <summary>The number.</summary>
    public int Calls { get; }
}
