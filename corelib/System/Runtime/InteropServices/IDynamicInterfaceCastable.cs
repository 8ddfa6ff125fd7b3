// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

/// <summary>The code generator looks for it as soon as an interface exists.</summary>
public interface IDynamicInterfaceCastable
{
    /// <summary>The type that implements an interface for an object; there is none.</summary>
    [RuntimeImport("RhTypeCast_GetDynamicInterfaceImplementation")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, nint interfaceType, ushort slot, out nint genericContext);
}
