// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat.Names;

/// <summary>Names as text: UTF-8 outside, UTF-16 on the volume.</summary>
internal static unsafe class NameText
{
    private const uint Replacement = 0xfffd;
    private const uint HighSurrogate = 0xd800;
    private const uint LowSurrogate = 0xdc00;
    private const uint EndOfSurrogates = 0xe000;
    private const uint FirstSupplementary = 0x1_0000;
    private const uint LastCharacter = 0x10_ffff;

    /// <summary>Decodes a component of a path, up to a slash or the end.</summary>
    /// <returns>How many units; negative when the text is no UTF-8, too long, or has what a name may not have.</returns>
    public static int Decode(byte* path, uint length, ref uint position, ushort* units, int most)
    {
        var count = 0;
        while (position < length && path[position] != (byte)'/')
        {
            var character = TakeCharacter(path, length, ref position);
            if (character > LastCharacter || !IsAllowed(character) || count + 2 > most)
            {
                return -1;
            }

            if (character >= FirstSupplementary)
            {
                units[count++] = (ushort)(HighSurrogate + ((character - FirstSupplementary) >> 10));
                units[count++] = (ushort)(LowSurrogate + ((character - FirstSupplementary) & 0x3ff));
            }
            else
            {
                units[count++] = (ushort)character;
            }
        }

        return count != 0 && (units[count - 1] == '.' || units[count - 1] == ' ') && !IsDot(units, count) ? -1 : count;
    }

    /// <summary>Whether a name is that of the directory itself.</summary>
    public static bool IsDot(ushort* units, int count) => count == 1 && units[0] == '.';

    /// <summary>Bytes that a name takes in UTF-8.</summary>
    public static int CountBytes(ushort* units, int count)
    {
        var bytes = 0;
        for (var i = 0; i < count;)
        {
            bytes += BytesOf(TakeUnits(units, count, ref i));
        }

        return bytes;
    }

    /// <summary>Encodes a name; there must be room for <see cref="CountBytes"/>.</summary>
    public static void Encode(ushort* units, int count, byte* text)
    {
        for (var i = 0; i < count;)
        {
            var character = TakeUnits(units, count, ref i);
            var bytes = BytesOf(character);
            for (var b = bytes - 1; b > 0; b--)
            {
                text[b] = (byte)(0x80 | (character & 0x3f));
                character >>= 6;
            }

            text[0] = bytes == 1 ? (byte)character : (byte)((0xf00u >> bytes) | character);
            text += bytes;
        }
    }

    /// <summary>Whether two names are the same but for upper and lower case.</summary>
    public static bool AreSame(ushort* left, int leftCount, ushort* right, int rightCount)
    {
        if (leftCount != rightCount)
        {
            return false;
        }

        for (var i = 0; i < leftCount; i++)
        {
            if (left[i] != right[i] && Upper(left[i]) != Upper(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The upper case of a letter of the Latin, Greek or Cyrillic alphabet. Source: Unicode, UnicodeData.txt.</summary>
    public static uint Upper(uint unit)
    {
        if (unit < 0x80)
        {
            return unit - 'a' < 26 ? unit - 32 : unit;
        }

        // Latin 1, Latin Extended A in two pieces of opposite parity, Greek, Cyrillic.
        return unit switch
        {
            >= 0xe0 and <= 0xfe and not 0xf7 => unit - 32,
            0xff => 0x178,
            0x131 => 'I',
            >= 0x100 and <= 0x137 or >= 0x14a and <= 0x177 => unit & ~1u,
            >= 0x139 and <= 0x148 or >= 0x179 and <= 0x17e => unit - ((unit & 1) ^ 1),
            0x3ac => 0x386,
            >= 0x3ad and <= 0x3af => unit - 37,
            0x3c2 => 0x3a3,
            >= 0x3b1 and <= 0x3cb => unit - 32,
            0x3cc => 0x38c,
            0x3cd or 0x3ce => unit - 63,
            >= 0x430 and <= 0x44f => unit - 32,
            >= 0x450 and <= 0x45f => unit - 80,
            _ => unit,
        };
    }

    private static bool IsAllowed(uint character)
    {
        if (character >= 0x80)
        {
            return true;
        }

        return character >= 0x20 && character is not ('"' or '*' or ':' or '<' or '>' or '?' or '\\' or '|' or 0x7f);
    }

    /// <summary>Takes a character; more than the last one when the text is no UTF-8.</summary>
    private static uint TakeCharacter(byte* text, uint length, ref uint position)
    {
        uint first = text[position++];
        if (first < 0x80)
        {
            return first;
        }

        var more = first switch { >= 0xc2 and < 0xe0 => 1, >= 0xe0 and < 0xf0 => 2, >= 0xf0 and < 0xf5 => 3, _ => 0 };
        if (more == 0 || length - position < (uint)more)
        {
            return uint.MaxValue;
        }

        var character = first & (0x3fu >> more);
        for (var i = 0; i < more; i++)
        {
            uint next = text[position++];
            if ((next & 0xc0) != 0x80)
            {
                return uint.MaxValue;
            }

            character = (character << 6) | (next & 0x3f);
        }

        return BytesOf(character) == more + 1 && character - HighSurrogate >= EndOfSurrogates - HighSurrogate ? character : uint.MaxValue;
    }

    private static uint TakeUnits(ushort* units, int count, ref int i)
    {
        uint unit = units[i++];
        if (unit - HighSurrogate >= EndOfSurrogates - HighSurrogate)
        {
            return unit;
        }

        if (unit >= LowSurrogate || i == count || (uint)units[i] - LowSurrogate >= EndOfSurrogates - LowSurrogate)
        {
            return Replacement;
        }

        uint low = units[i++];
        return FirstSupplementary + ((unit - HighSurrogate) << 10) + (low - LowSurrogate);
    }

    private static int BytesOf(uint character) => character switch { < 0x80 => 1, < 0x800 => 2, < FirstSupplementary => 3, _ => 4 };
}
