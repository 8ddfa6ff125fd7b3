// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime;

/// <summary>The method is a native symbol, called directly.</summary>
/// <remarks>Goes with <see cref="System.Runtime.CompilerServices.MethodImplOptions.InternalCall"/>.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RuntimeImportAttribute(string entry) : Attribute
{
    /// <summary>The symbol.</summary>
    public string EntryPoint { get; } = entry;
}
