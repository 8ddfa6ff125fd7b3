// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.InteropServices;

/// <summary>Encoding of strings that leave managed code.</summary>
public enum CharSet
{
    /// <summary>Not said.</summary>
    None = 1,

    /// <summary>Eight-bit characters.</summary>
    Ansi = 2,

    /// <summary>UTF-16.</summary>
    Unicode = 3,

    /// <summary>As the platform likes.</summary>
    Auto = 4,
}
