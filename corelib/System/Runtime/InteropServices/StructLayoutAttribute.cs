// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.InteropServices;

/// <summary>How the fields of a structure are laid out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StructLayoutAttribute(LayoutKind layoutKind) : Attribute
{
    /// <summary>The kind of layout.</summary>
    public LayoutKind Value { get; } = layoutKind;

    /// <summary>Largest alignment of a field, in bytes.</summary>
    public int Pack;

    /// <summary>Size of the structure, in bytes.</summary>
    public int Size;

    /// <summary>Characters of strings in the structure.</summary>
    public CharSet CharSet;
}
