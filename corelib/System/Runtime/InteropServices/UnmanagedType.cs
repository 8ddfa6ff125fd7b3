// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.InteropServices;

/// <summary>How a value looks outside managed code.</summary>
public enum UnmanagedType
{
    /// <summary>Four bytes, zero or not.</summary>
    Bool = 2,

    /// <summary>One byte.</summary>
    U1 = 4,
}
