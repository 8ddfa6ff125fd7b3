// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net;

/// <summary>Numbers in frames: the high byte comes first.</summary>
/// <remarks>The caller has checked that the bytes lie inside the frame.</remarks>
internal static unsafe class NetworkOrder
{
    /// <summary>Reads 16 bits at any address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Read16(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(at));

    /// <summary>Reads 32 bits at any address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Read32(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(at));

    /// <summary>Writes 16 bits at any address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write16(byte* at, ushort value) => Unsafe.WriteUnaligned(at, BinaryPrimitives.ReverseEndianness(value));

    /// <summary>Writes 32 bits at any address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write32(byte* at, uint value) => Unsafe.WriteUnaligned(at, BinaryPrimitives.ReverseEndianness(value));
}
