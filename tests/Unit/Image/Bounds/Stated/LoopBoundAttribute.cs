// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Bounds.Stated;

/// <summary>As the kernel's attribute of this name.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class LoopBoundAttribute : Attribute
{
    public LoopBoundAttribute(int turns) => Turns = turns;

    public LoopBoundAttribute(LoopReason reason) => Reason = reason;

    public int Turns { get; }

    public LoopReason Reason { get; }
}
