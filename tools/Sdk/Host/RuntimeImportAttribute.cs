// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime;

/// <summary>The method is a native symbol; on ordinary .NET nothing provides it, so only Arch folders may have one.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RuntimeImportAttribute(string entry) : Attribute
{
    /// <summary>The symbol.</summary>
    public string EntryPoint { get; } = entry;
}
