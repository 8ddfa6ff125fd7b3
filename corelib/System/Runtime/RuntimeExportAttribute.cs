// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime;

/// <summary>The method is the native symbol of this name, and a root of the image.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RuntimeExportAttribute(string entry) : Attribute
{
    /// <summary>The symbol.</summary>
    public string EntryPoint { get; } = entry;
}
