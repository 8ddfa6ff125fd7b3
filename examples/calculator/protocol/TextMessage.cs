// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>Text in a message: word 0 is its length in bytes, the words behind it hold eight bytes each, first byte lowest.</summary>
public static class TextMessage
{
    /// <summary>Most bytes of text in one message.</summary>
    public const int MaximumLength = 512;

    /// <summary>Writes text into an outgoing message and returns how many words that takes.</summary>
    public static int Write(scoped ReadOnlySpan<byte> text, ref MessageWords words)
    {
        var length = text.Length < MaximumLength ? text.Length : MaximumLength;
        var count = (length + 7) / 8;
        words.Word0 = (ulong)length;
        for (var i = 0; i < count; i++)
        {
            SetWord(i + 1, Pack(text, i * 8, length), ref words);
        }

        return count + 1;
    }

    /// <summary>Reads text from a message into a buffer; a length that lies about the message is cut to what is there.</summary>
    public static int Read(MessageInfo info, in MessageWords words, scoped Span<byte> buffer)
    {
        var available = info.Length == 0 ? 0 : ((int)info.Length - 1) * 8;
        var length = words.Word0 < (ulong)available ? (int)words.Word0 : available;
        length = length < buffer.Length ? length : buffer.Length;
        for (var i = 0; i < length; i++)
        {
            buffer[i] = (byte)(GetWord((i / 8) + 1, words) >> (i % 8 * 8));
        }

        return length;
    }

    private static ulong Pack(scoped ReadOnlySpan<byte> text, int start, int length)
    {
        ulong word = 0;
        for (var i = 0; i < 8 && start + i < length; i++)
        {
            word |= (ulong)text[start + i] << (i * 8);
        }

        return word;
    }

    private static void SetWord(int index, ulong value, ref MessageWords words)
    {
        switch (index)
        {
            case 1:
                words.Word1 = value;
                break;
            case 2:
                words.Word2 = value;
                break;
            case 3:
                words.Word3 = value;
                break;
            default:
                IpcBuffer.SetWord(index, value);
                break;
        }
    }

    private static ulong GetWord(int index, in MessageWords words) => index switch
    {
        1 => words.Word1,
        2 => words.Word2,
        3 => words.Word3,
        _ => IpcBuffer.GetWord(index),
    };
}
