// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Bounds.Stated;

/// <summary>As the kernel's attribute of this name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeExportAttribute(string entry) : Attribute
{
    public string Entry => entry;
}
