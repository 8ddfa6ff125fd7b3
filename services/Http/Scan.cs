// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Http;

/// <summary>Searches text eight bytes at a time.</summary>
/// <remarks>
/// In a word, the lowest byte that is less than a limit of at most 128 is found exactly: a borrow disturbs only bytes above one that is.
/// </remarks>
internal static unsafe class Scan
{
    private const int WordBytes = 8;
    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const byte FirstPrintable = 0x20;
    private const byte Delete = 0x7f;

    /// <summary>Where a byte first is, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text, byte wanted)
    {
        var pattern = Ones * wanted;
        fixed (byte* start = text)
        {
            // Safety: whole words and then bytes, all before the end of the text.
            var end = start + text.Length;
            var place = start;
            for (; end - place >= WordBytes; place += WordBytes)
            {
                var found = Zeroes(*(ulong*)place ^ pattern);
                if (found != 0)
                {
                    return (int)(place - start) + (BitOperations.TrailingZeroCount(found) >> 3);
                }
            }

            for (; place < end; place++)
            {
                if (*place == wanted)
                {
                    return (int)(place - start);
                }
            }
        }

        return -1;
    }

    /// <summary>How many bytes come before the first control character.</summary>
    public static int PrintableLength(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            // Safety: whole words and then bytes, all before the end of the text.
            var end = start + text.Length;
            var place = start;
            for (; end - place >= WordBytes; place += WordBytes)
            {
                var word = *(ulong*)place;
                var found = ((word - (Ones * FirstPrintable)) & ~word & HighBits) | Zeroes(word ^ (Ones * Delete));
                if (found != 0)
                {
                    return (int)(place - start) + (BitOperations.TrailingZeroCount(found) >> 3);
                }
            }

            while (place < end && *place is >= FirstPrintable and not Delete)
            {
                place++;
            }

            return (int)(place - start);
        }
    }

    /// <summary>The high bits of bytes that are zero, the lowest one exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Zeroes(ulong word) => (word - Ones) & ~word & HighBits;
}
