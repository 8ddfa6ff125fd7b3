// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Reads that later accesses stay behind, and writes that earlier ones stay before.</summary>
/// <remarks>Use it for device registers too: plain neighbouring accesses may merge. A discarded read loses its ordering.</remarks>
public static class Volatile
{
    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static bool Read(ref readonly bool location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref bool location, bool value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static sbyte Read(ref readonly sbyte location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref sbyte location, sbyte value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static byte Read(ref readonly byte location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref byte location, byte value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static short Read(ref readonly short location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref short location, short value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static ushort Read(ref readonly ushort location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref ushort location, ushort value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static int Read(ref readonly int location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref int location, int value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static uint Read(ref readonly uint location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref uint location, uint value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static long Read(ref readonly long location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref long location, long value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static ulong Read(ref readonly ulong location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref ulong location, ulong value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static nint Read(ref readonly nint location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref nint location, nint value) => Write(ref location, value);

    /// <summary>Reads; later accesses stay behind.</summary>
    [Intrinsic]
    public static nuint Read(ref readonly nuint location) => Read(in location);

    /// <summary>Writes; earlier accesses stay before.</summary>
    [Intrinsic]
    public static void Write(ref nuint location, nuint value) => Write(ref location, value);
}
