// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>How a method is compiled.</summary>
[Flags]
public enum MethodImplOptions
{
    /// <summary>The method keeps a body of its own.</summary>
    NoInlining = 0x0008,

    /// <summary>The body is written elsewhere.</summary>
    ForwardRef = 0x0010,

    /// <summary>The method is compiled as written.</summary>
    NoOptimization = 0x0040,

    /// <summary>The signature is taken as it stands.</summary>
    PreserveSig = 0x0080,

    /// <summary>The method goes into its callers where that is possible.</summary>
    AggressiveInlining = 0x0100,

    /// <summary>The method is optimised at once.</summary>
    AggressiveOptimization = 0x0200,

    /// <summary>The body is a native symbol, named by <see cref="System.Runtime.RuntimeImportAttribute"/>.</summary>
    InternalCall = 0x1000,
}
