// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Http;

/// <summary>Text of the protocol, which is ASCII.</summary>
internal static class Text
{
    /// <summary>Digits and ! # $ % &amp; ' * + - .</summary>
    private const ulong LowTokenBytes = 0x03ff_6cfa_0000_0000;

    /// <summary>Letters and ^ _ ` | ~</summary>
    private const ulong HighTokenBytes = 0x57ff_ffff_c7ff_fffe;

    /// <summary>Whether two texts are the same but for the case of letters.</summary>
    public static bool EqualsIgnoringCase(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            if (one[i] != other[i] && Lower(one[i]) != Lower(other[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A text without the blanks and tabs around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        while (start < end && text[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Takes the first element of a list with commas.</summary>
    public static bool TryTakeElement(scoped ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> element)
    {
        element = default;
        while (!list.IsEmpty)
        {
            var end = list.IndexOf((byte)',');
            element = Trim(end < 0 ? list : list[..end]);
            list = end < 0 ? default : list[(end + 1)..];
            if (!element.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a list with commas has an element, whatever its case.</summary>
    public static bool ListContains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> wanted)
    {
        while (TryTakeElement(ref list, out var element))
        {
            if (EqualsIgnoringCase(element, wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a decimal number of nothing but digits, at most ten to the fifteenth.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 15)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (text[i] - '0');
        }

        return true;
    }

    /// <summary>Whether a byte may be part of a method's or a field's name. Source: RFC 9110, 5.6.2 (token).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTokenByte(byte value)
    {
        var bits = value < 64 ? LowTokenBytes : HighTokenBytes;
        return value < 128 && (bits >> (value & 63) & 1) != 0;
    }

    /// <summary>The value of a hexadecimal digit; -1 for none.</summary>
    public static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    private static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter + 32) : letter;
}
