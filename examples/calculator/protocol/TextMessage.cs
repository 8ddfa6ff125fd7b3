// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Text in a message: word 0 is its length in bytes, the words behind it hold eight bytes each, first byte lowest.</summary>
public static class TextMessage
{
    /// <summary>Most bytes of text in one message.</summary>
    public const int MaximumLength = 512;

    /// <summary>Writes text into an outgoing message and returns how many words that takes.</summary>
    public static int Write(scoped ReadOnlySpan<byte> text, ref Message message)
    {
        var length = text.Length < MaximumLength ? text.Length : MaximumLength;
        var count = (length + 7) / 8;
        message.Word0 = (ulong)length;
        for (var i = 0; i < count; i++)
        {
            message.Write(i + 1, Pack(text, i * 8, length));
        }

        return count + 1;
    }

    /// <summary>Reads text from a message into a buffer; a length that lies about the message is cut to what is there.</summary>
    public static int Read(in Message message, scoped Span<byte> buffer)
    {
        var available = message.Length == 0 ? 0 : (message.Length - 1) * 8;
        var length = message.Word0 < (ulong)available ? (int)message.Word0 : available;
        length = length < buffer.Length ? length : buffer.Length;
        for (var i = 0; i < length; i++)
        {
            buffer[i] = (byte)(message.Read((i / 8) + 1) >> (i % 8 * 8));
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
}
