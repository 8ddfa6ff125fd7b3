// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Checks of arithmetic, on values the code generator cannot know.</summary>
internal static class NumberChecks
{
    private static ulong s_zero = 0;
    private static int s_three = 3;

    /// <summary>Runs them.</summary>
    public static void Run()
    {
        Bits();
        Arithmetic();
        ByteOrder();
        Values();
    }

    private static void Bits()
    {
        Start.Check(BitOperations.TrailingZeroCount(s_zero + 0x500) == 8, "TrailingZeroCount"u8);
        Start.Check(BitOperations.TrailingZeroCount(s_zero) == 64, "TrailingZeroCount of 0"u8);
        Start.Check(BitOperations.LeadingZeroCount(s_zero + 1) == 63, "LeadingZeroCount"u8);
        Start.Check(BitOperations.LeadingZeroCount(s_zero) == 64, "LeadingZeroCount of 0"u8);
        Start.Check(BitOperations.LeadingZeroCount((uint)s_zero) == 32, "LeadingZeroCount of 32-bit 0"u8);
        Start.Check(BitOperations.Log2(s_zero + 4097) == 12, "Log2"u8);
        Start.Check(BitOperations.PopCount(s_zero + 0xf0f0f0f0f0f0f0f1) == 33, "PopCount"u8);
        Start.Check(BitOperations.PopCount(s_zero - 1) == 64, "PopCount of all"u8);
        Start.Check(BitOperations.RotateLeft(s_zero + 0x8000000000000001, s_three) == 0xc, "RotateLeft"u8);
        Start.Check(BitOperations.RotateRight((uint)s_zero + 9, s_three) == 0x20000001, "RotateRight"u8);
        Start.Check(BitOperations.IsPow2(s_zero + 64) && !BitOperations.IsPow2(s_zero), "IsPow2"u8);
        Start.Check(BitOperations.RoundUpToPowerOf2(s_zero + 65) == 128, "RoundUpToPowerOf2"u8);
    }

    private static void Arithmetic()
    {
        ulong high = Math.BigMul(s_zero - 1, s_zero - 2, out ulong low);
        Start.Check(high == 0xfffffffffffffffd && low == 2, "BigMul"u8);
        high = Math.BigMul(s_zero + 0x123456789abcdef0, s_zero + 0xfedcba9876543210, out low);
        Start.Check(high == 0x121fa00ad77d7422 && low == 0x236d88fe5618cf00, "BigMul of digits"u8);
        Start.Check(Math.Clamp(s_three, 5, 9) == 5 && Math.Clamp(s_three, 0, 2) == 2, "Clamp"u8);
        Start.Check(Math.Min(s_three, -1) == -1 && Math.Max(s_zero, 7) == 7, "Min and Max"u8);
        Start.Check(Math.Abs(-s_three) == 3, "Abs"u8);
        (ulong quotient, ulong remainder) = Math.DivRem(s_zero + 17, 5);
        Start.Check(quotient == 3 && remainder == 2, "DivRem"u8);
        Start.Check(checked((byte)(s_three * 85)) == 255, "checked narrowing"u8);
    }

    private static void ByteOrder()
    {
        Start.Check(
            BinaryPrimitives.ReverseEndianness(s_zero + 0x0102030405060708) == 0x0807060504030201, "ReverseEndianness of 64 bits"u8);
        Start.Check(BinaryPrimitives.ReverseEndianness((uint)s_zero + 0x01020304) == 0x04030201, "ReverseEndianness of 32 bits"u8);
        Start.Check(BinaryPrimitives.ReverseEndianness((ushort)(s_zero + 0x0102)) == 0x0201, "ReverseEndianness of 16 bits"u8);
        Start.Check(BinaryPrimitives.ReadUInt32BigEndian("\x01\x02\x03\x04"u8) == 0x01020304, "ReadUInt32BigEndian"u8);
        Start.Check(BinaryPrimitives.ReadUInt16LittleEndian("\x01\x02"u8) == 0x0201, "ReadUInt16LittleEndian"u8);
    }

    private static void Values()
    {
        ulong? some = s_three == 3 ? s_zero + 5 : null;
        ulong? none = s_three == 4 ? s_zero : null;
        Start.Check(some is 5 && none is null && (none ?? 9) == 9, "Nullable"u8);
        Start.Check(s_three.CompareTo(4) < 0 && s_three.Equals(3), "CompareTo"u8);
        Start.Check(Unsafe.BitCast<int, uint>(-s_three) == 0xfffffffd, "BitCast"u8);
        Start.Check("literal".Length == 7 && "literal"[s_three] == 'e', "string"u8);
    }
}
