// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Runtime;

/// <summary>Where the code generator looks for boxing.</summary>
/// <remarks>The symbols do not exist, so the link refuses code that turns values into objects.</remarks>
internal static class RuntimeExports
{
    [RuntimeImport("RhBox")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern object RhBox(nint type, ref byte data);

    [RuntimeImport("RhUnbox2")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ref byte RhUnbox2(nint type, object value);

    [RuntimeImport("RhUnboxNullable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void RhUnboxNullable(ref byte data, nint type, object value);

    [RuntimeImport("RhUnboxTypeTest")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void RhUnboxTypeTest(nint type, nint boxed);

    [RuntimeImport("RhUnbox")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void RhUnbox(object value, ref byte data, nint type);
}
