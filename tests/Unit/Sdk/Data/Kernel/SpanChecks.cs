// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Checks of spans and of the memory routines under them.</summary>
internal static class SpanChecks
{
    private static Buffer64 s_buffer;
    private static Buffer64 s_other;
    private static int s_three = 3;

    private static Span<byte> Bytes => s_buffer;

    private static ReadOnlySpan<uint> Table => [10, 20, 30, 40];

    /// <summary>Runs them.</summary>
    public static void Run()
    {
        Slices();
        Copies();
        Searches();
        Views();
    }

    private static void Slices()
    {
        Count();
        Span<byte> middle = Bytes[s_three..^4];
        Start.Check(middle.Length == 57 && middle[0] == 3 && middle[^1] == 59, "range"u8);
        Start.Check(Bytes.Slice(64).IsEmpty, "empty slice at the end"u8);
        ulong sum = 0;
        foreach (uint value in Table)
        {
            sum += value;
        }

        Start.Check(sum == 100, "foreach over a table"u8);
        ref byte first = ref MemoryMarshal.GetReference(Bytes);
        Start.Check(Unsafe.Add(ref first, s_three) == 3, "Unsafe.Add"u8);
    }

    private static void Copies()
    {
        Count();
        Bytes[..40].CopyTo(Bytes[s_three..]);
        Start.Check(Bytes[2] == 2 && Bytes[3] == 0 && Bytes[42] == 39 && Bytes[43] == 43, "copy upwards over itself"u8);
        Count();
        Bytes[s_three..43].CopyTo(Bytes);
        Start.Check(Bytes[0] == 3 && Bytes[39] == 42 && Bytes[40] == 40, "copy downwards over itself"u8);
        Count();
        Span<byte> other = s_other;
        Bytes[..13].CopyTo(other);
        Start.Check(other[12] == 12 && other[13] == 0, "copy of an odd length"u8);
        Start.Check(!Bytes.TryCopyTo(other[..63]), "TryCopyTo refuses a short destination"u8);
        Bytes[1..12].Clear();
        Start.Check(Bytes[0] == 0 && Bytes[1] == 0 && Bytes[11] == 0 && Bytes[12] == 12, "Clear"u8);
        Bytes[5..8].Fill(0xee);
        Start.Check(Bytes[4] == 0 && Bytes[5] == 0xee && Bytes[7] == 0xee && Bytes[8] == 0, "Fill"u8);
    }

    private static void Searches()
    {
        Count();
        ReadOnlySpan<byte> bytes = Bytes;
        Start.Check(bytes.IndexOf((byte)17) == 17 && bytes.IndexOf((byte)200) == -1, "IndexOf"u8);
        Start.Check(bytes[1..4].SequenceEqual("\x01\x02\x03"u8) && !bytes.SequenceEqual("\x01"u8), "SequenceEqual"u8);
        Start.Check("caprock"u8.StartsWith("cap"u8) && !"ca"u8.StartsWith("cap"u8), "StartsWith"u8);
        Start.Check("caprock"u8.EndsWith("rock"u8), "EndsWith"u8);
        Start.Check("caprock"u8.LastIndexOf((byte)'c') == 5, "LastIndexOf"u8);
        Bytes[..5].Reverse();
        Start.Check(Bytes[0] == 4 && Bytes[2] == 2 && Bytes[4] == 0, "Reverse"u8);
    }

    private static void Views()
    {
        Count();
        Start.Check(MemoryMarshal.Read<uint>(Bytes[1..]) == 0x04030201, "MemoryMarshal.Read"u8);
        MemoryMarshal.Write(Bytes, 0x1122334455667788ul);
        Start.Check(Bytes[0] == 0x88 && Bytes[7] == 0x11 && Bytes[8] == 8, "MemoryMarshal.Write"u8);
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(Bytes[..63]);
        Start.Check(words.Length == 7 && words[0] == 0x1122334455667788, "MemoryMarshal.Cast"u8);
        Start.Check(MemoryMarshal.AsBytes(Table).Length == 16, "AsBytes"u8);
        Start.Check(Unsafe.SizeOf<Buffer64>() == 64, "SizeOf"u8);
    }

    private static void Count()
    {
        for (int i = 0; i < 64; i++)
        {
            s_buffer[i] = (byte)i;
            s_other[i] = 0;
        }
    }

    [InlineArray(64)]
    private struct Buffer64
    {
        private byte _first;
    }
}
