// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Bounds.Stated;

/// <summary>As the kernel's attribute of this name.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LibraryLoopBoundAttribute(string symbol, int turns) : Attribute
{
    public string Symbol => symbol;

    public int Turns => turns;
}
