// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime;

/// <summary>The method is a native symbol of the image; on ordinary .NET it is just a method.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RuntimeExportAttribute(string entry) : Attribute
{
    /// <summary>The symbol.</summary>
    public string EntryPoint { get; } = entry;
}
