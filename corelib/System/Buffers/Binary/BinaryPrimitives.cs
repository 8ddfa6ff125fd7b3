// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Buffers.Binary;

/// <summary>Integers in a given byte order.</summary>
/// <remarks>Every processor Caprock runs on is little-endian.</remarks>
public static class BinaryPrimitives
{
    /// <summary>The value with its bytes in the other order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort ReverseEndianness(ushort value) => (ushort)((value >> 8) | (value << 8));

    /// <summary>The value with its bytes in the other order.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReverseEndianness(uint value)
        => ((uint)ReverseEndianness((ushort)value) << 16) | ReverseEndianness((ushort)(value >> 16));

    /// <summary>The value with its bytes in the other order.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReverseEndianness(ulong value)
        => ((ulong)ReverseEndianness((uint)value) << 32) | ReverseEndianness((uint)(value >> 32));

    /// <summary>Reads a number, low byte first.</summary>
    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ushort>(source);

    /// <summary>Writes a number, low byte first.</summary>
    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => MemoryMarshal.Write(destination, value);

    /// <summary>Reads a number, high byte first.</summary>
    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ushort>(source));

    /// <summary>Writes a number, high byte first.</summary>
    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value) => MemoryMarshal.Write(destination, ReverseEndianness(value));

    /// <summary>Reads a number, low byte first.</summary>
    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<uint>(source);

    /// <summary>Writes a number, low byte first.</summary>
    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => MemoryMarshal.Write(destination, value);

    /// <summary>Reads a number, high byte first.</summary>
    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<uint>(source));

    /// <summary>Writes a number, high byte first.</summary>
    public static void WriteUInt32BigEndian(Span<byte> destination, uint value) => MemoryMarshal.Write(destination, ReverseEndianness(value));

    /// <summary>Reads a number, low byte first.</summary>
    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ulong>(source);

    /// <summary>Writes a number, low byte first.</summary>
    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => MemoryMarshal.Write(destination, value);

    /// <summary>Reads a number, high byte first.</summary>
    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ulong>(source));

    /// <summary>Writes a number, high byte first.</summary>
    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value) => MemoryMarshal.Write(destination, ReverseEndianness(value));
}
