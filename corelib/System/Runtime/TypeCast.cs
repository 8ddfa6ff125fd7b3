// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Runtime;

/// <summary>Where the code generator looks for casts of objects.</summary>
/// <remarks>The symbols do not exist, so the link refuses code that casts.</remarks>
internal static class TypeCast
{
    [RuntimeImport("RhTypeCast_CheckCastAny")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CheckCastAny(nint type, object value);

    [RuntimeImport("RhTypeCast_CheckCastInterface")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CheckCastInterface(nint type, object value);

    [RuntimeImport("RhTypeCast_CheckCastClass")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CheckCastClass(nint type, object value);

    [RuntimeImport("RhTypeCast_CheckCastClassSpecial")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object CheckCastClassSpecial(nint type, object value);

    [RuntimeImport("RhTypeCast_IsInstanceOfAny")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object IsInstanceOfAny(nint type, object value);

    [RuntimeImport("RhTypeCast_IsInstanceOfInterface")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object IsInstanceOfInterface(nint type, object value);

    [RuntimeImport("RhTypeCast_IsInstanceOfClass")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object IsInstanceOfClass(nint type, object value);

    [RuntimeImport("RhTypeCast_IsInstanceOfException")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool IsInstanceOfException(nint type, object value);

    [RuntimeImport("RhTypeCast_StelemRef")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void StelemRef(object array, nint index, object value);

    [RuntimeImport("RhTypeCast_LdelemaRef")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint LdelemaRef(object array, nint index, nint type);
}
