// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Loops behind spans; the code generator calls the first three by name.</summary>
internal static unsafe class SpanHelpers
{
    /// <summary>Copies bytes between regions that may overlap.</summary>
    internal static void Memmove(ref byte dest, ref byte src, nuint len)
        => NativeMove(Unsafe.AsPointer(ref dest), Unsafe.AsPointer(ref src), len);

    /// <summary>Sets bytes to zero.</summary>
    internal static void ClearWithoutReferences(ref byte dest, nuint len) => NativeSet(Unsafe.AsPointer(ref dest), 0, len);

    /// <summary>Sets bytes to a value.</summary>
    internal static void Fill(ref byte dest, byte value, nuint len) => NativeSet(Unsafe.AsPointer(ref dest), value, len);

    /// <summary>Whether two regions hold the same bytes.</summary>
    internal static bool SequenceEqual(ref byte first, ref byte second, nuint length)
        => NativeCompare(Unsafe.AsPointer(ref first), Unsafe.AsPointer(ref second), length) == 0;

    [RuntimeImport("memmove")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* NativeMove(void* destination, void* source, nuint length);

    [RuntimeImport("memset")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* NativeSet(void* destination, int value, nuint length);

    [RuntimeImport("memcmp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int NativeCompare(void* first, void* second, nuint length);
}
