// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Services.Net.Dns;

/// <summary>DNS messages. Source: RFC 1035, 4.</summary>
internal static class DnsMessage
{
    public const int HeaderBytes = 12;

    private const int MostLabel = 63;
    private const int MostJumps = 32;
    private const int RecordBytes = 10;
    private const ushort AddressType = 1;
    private const ushort AliasType = 5;
    private const ushort Internet = 1;
    private const byte Pointer = 0xc0;

    /// <summary>Writes a name as labels.</summary>
    /// <returns>Its bytes; 0 when it is no name.</returns>
    public static int WriteName(ReadOnlySpan<byte> name, Span<byte> to)
    {
        if (!name.IsEmpty && name[^1] == '.')
        {
            name = name[..^1];
        }

        if (name.IsEmpty || name.Length + 2 > DnsQuery.MostNameBytes)
        {
            return 0;
        }

        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] != '.')
            {
                to[i + 1] = name[i];
                continue;
            }

            if (i == start || i - start > MostLabel)
            {
                return 0;
            }

            to[start] = (byte)(i - start);
            start = i + 1;
        }

        to[start] = 0;
        return start + 1;
    }

    /// <summary>Reads the answer to a question.</summary>
    /// <param name="message">The message.</param>
    /// <param name="question">The name that was asked for, as labels.</param>
    /// <param name="addresses">Where to put the addresses, as they lie in frames.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The result; <see cref="NetError.BadState"/> when this is no answer to the question.</returns>
    public static NetError Read(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question, Span<uint> addresses, out int count)
    {
        count = 0;
        if (message.Length < HeaderBytes + question.Length + 4 || (message[2] & 0xf8) != 0x80 || Word(message, 4) != 1)
        {
            return NetError.BadState;
        }

        var at = HeaderBytes;
        if (!AreSame(message, at, question, 0) || !TrySkipName(message, ref at) || at + 4 > message.Length
            || Word(message, at) != AddressType || Word(message, at + 2) != Internet)
        {
            return NetError.BadState;
        }

        var isTruncated = (message[2] & 2) != 0;
        var code = message[3] & 0xf;
        if (code != 0 || isTruncated)
        {
            return code == 3 ? NetError.NoSuchName : NetError.ServerFailed;
        }

        ReadAnswers(message, at + 4, question, addresses, ref count);
        return count == 0 ? NetError.NoSuchName : NetError.None;
    }

    /// <summary>Takes the addresses of the name and of those it is an alias of; a record that is malformed ends the answer.</summary>
    private static void ReadAnswers(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> question, Span<uint> addresses, ref int count)
    {
        var name = question;
        var nameAt = 0;
        for (var records = Word(message, 6); records > 0; records--)
        {
            var isWanted = AreSame(message, at, name, nameAt);
            if (!TrySkipName(message, ref at) || at + RecordBytes > message.Length)
            {
                return;
            }

            var type = Word(message, at);
            var isInternet = Word(message, at + 2) == Internet;
            int length = Word(message, at + 8);
            at += RecordBytes;
            if (length > message.Length - at)
            {
                return;
            }

            if (isWanted && isInternet && type == AliasType)
            {
                name = message;
                nameAt = at;
            }
            else if (isWanted && isInternet && type == AddressType && length == 4 && count < addresses.Length)
            {
                addresses[count] = BinaryPrimitives.ReadUInt32LittleEndian(message[at..]);
                count++;
            }

            at += length;
        }
    }

    private static ushort Word(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static bool TrySkipName(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length >= Pointer)
            {
                at += 2;
                return at <= message.Length;
            }

            at += 1 + length;
            if (length == 0)
            {
                return true;
            }

            if (length > MostLabel)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether two names are the same, whatever the case of letters and however they are compressed.</summary>
    private static bool AreSame(ReadOnlySpan<byte> one, int oneAt, ReadOnlySpan<byte> other, int otherAt)
    {
        for (var labels = 0; labels <= DnsQuery.MostNameBytes / 2; labels++)
        {
            if (!TryFollow(one, ref oneAt) || !TryFollow(other, ref otherAt))
            {
                return false;
            }

            int length = one[oneAt];
            if (length != other[otherAt] || length > MostLabel || length >= one.Length - oneAt || length >= other.Length - otherAt)
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }

            for (var i = 1; i <= length; i++)
            {
                if (Lower(one[oneAt + i]) != Lower(other[otherAt + i]))
                {
                    return false;
                }
            }

            oneAt += 1 + length;
            otherAt += 1 + length;
        }

        return false;
    }

    /// <summary>Goes where pointers lead, if they lead to a byte of the message in a bounded number of steps.</summary>
    private static bool TryFollow(ReadOnlySpan<byte> message, ref int at)
    {
        for (var jumps = 0; jumps < MostJumps; jumps++)
        {
            if (at >= message.Length)
            {
                return false;
            }

            if (message[at] < Pointer)
            {
                return true;
            }

            if (at + 1 >= message.Length)
            {
                return false;
            }

            at = Word(message, at) & 0x3fff;
        }

        return false;
    }

    private static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter + 32) : letter;
}
