// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.InteropServices;

/// <summary>How the fields of a structure are laid out.</summary>
public enum LayoutKind
{
    /// <summary>In the order in which they are written.</summary>
    Sequential = 0,

    /// <summary>Where each field says.</summary>
    Explicit = 2,

    /// <summary>As the compiler likes.</summary>
    Auto = 3,
}
