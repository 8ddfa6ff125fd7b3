// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Upload;

/// <summary>Reads the content of a form with a file, as it comes. Source: RFC 7578, RFC 2046, 5.1.1.</summary>
/// <remarks>
/// It keeps no bytes: where a piece may be the start of something, it wants more and is shown the same bytes again. No preamble is taken,
/// and no blanks behind a boundary: no browser sends either.
/// </remarks>
public unsafe struct MultipartReader
{
    /// <summary>Bytes that a piece must have room for: the longest boundary and the longest head of a part.</summary>
    public const int MostWanted = 4096;

    private const int MostBoundary = 70;
    private const int MarkBytes = 2;

    private fixed byte delimiter[4 + MostBoundary];
    private int delimiterLength;
    private Stage stage;

    private enum Stage : byte
    {
        Start,
        Head,
        Skipping,
        File,
        End,
    }

    /// <summary>Begins; false when a media type is not that of a form with files.</summary>
    public bool TryStart(scoped ReadOnlySpan<byte> contentType)
    {
        stage = Stage.Start;
        if (!StartsWithIgnoringCase(contentType, "multipart/form-data"u8)
            || !TryFindParameter(contentType, "boundary="u8, out var boundary))
        {
            return false;
        }

        if (boundary.IsEmpty || boundary.Length > MostBoundary)
        {
            return false;
        }

        fixed (byte* start = delimiter)
        {
            var text = new Span<byte>(start, 4 + MostBoundary);
            "\r\n--"u8.CopyTo(text);
            boundary.CopyTo(text[4..]);
        }

        delimiterLength = 4 + boundary.Length;
        return true;
    }

    /// <summary>Looks what lies at the start of the content that was not read yet.</summary>
    /// <param name="content">As much of it as is there.</param>
    /// <param name="isEnd">Whether nothing comes after it.</param>
    /// <param name="length">Bytes of what there is; of a file's bytes the caller may use fewer.</param>
    /// <param name="name">The name of the file that begins.</param>
    public MultipartPart Read(ReadOnlySpan<byte> content, bool isEnd, out int length, out ReadOnlySpan<byte> name)
    {
        name = default;
        var part = stage switch
        {
            Stage.Start => ReadStart(content, out length),
            Stage.Head => ReadHead(content, out length, out name),
            Stage.End => ReadEnd(content, out length),
            _ => ReadBytes(content, out length),
        };
        return part == MultipartPart.More && (isEnd || content.Length >= MostWanted) ? MultipartPart.Malformed : part;
    }

    private static MultipartPart ReadEnd(ReadOnlySpan<byte> content, out int length)
    {
        length = content.Length;
        return MultipartPart.End;
    }

    private MultipartPart ReadStart(ReadOnlySpan<byte> content, out int length)
    {
        length = delimiterLength;
        if (content.Length < length)
        {
            return MultipartPart.More;
        }

        fixed (byte* start = delimiter)
        {
            var first = new ReadOnlySpan<byte>(start + MarkBytes, delimiterLength - MarkBytes);
            return content.StartsWith(first) ? ReadMark(content[first.Length..]) : MultipartPart.Malformed;
        }
    }

    /// <summary>Behind a boundary comes the end of its line, or of everything.</summary>
    private MultipartPart ReadMark(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("--"u8))
        {
            stage = Stage.End;
            return MultipartPart.Skipped;
        }

        stage = Stage.Head;
        return content.StartsWith("\r\n"u8) ? MultipartPart.Skipped : MultipartPart.Malformed;
    }

    private MultipartPart ReadHead(ReadOnlySpan<byte> content, out int length, out ReadOnlySpan<byte> name)
    {
        name = default;
        length = 0;
        for (var rest = content; ;)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                return MultipartPart.More;
            }

            if (end < 1 || rest[end - 1] != '\r')
            {
                return MultipartPart.Malformed;
            }

            var line = rest[..(end - 1)];
            length += end + 1;
            rest = rest[(end + 1)..];
            if (line.IsEmpty)
            {
                stage = name.IsEmpty ? Stage.Skipping : Stage.File;
                return name.IsEmpty ? MultipartPart.Skipped : MultipartPart.FileBegins;
            }

            if (StartsWithIgnoringCase(line, "content-disposition:"u8) && TryFindParameter(line, "filename="u8, out var found))
            {
                name = found;
            }
        }
    }

    private MultipartPart ReadBytes(ReadOnlySpan<byte> content, out int length)
    {
        var isFile = stage == Stage.File;
        var place = Find(content);
        if (place == 0)
        {
            length = delimiterLength + MarkBytes;
            if (content.Length < length)
            {
                return MultipartPart.More;
            }

            var mark = ReadMark(content[delimiterLength..]);
            return mark == MultipartPart.Skipped && isFile ? MultipartPart.FileEnds : mark;
        }

        // Without a boundary, its beginning may still be at the end.
        length = place > 0 ? place : content.Length - (delimiterLength - 1);
        return length <= 0 ? MultipartPart.More : isFile ? MultipartPart.FileBytes : MultipartPart.Skipped;
    }

    private int Find(ReadOnlySpan<byte> content)
    {
        fixed (byte* start = delimiter)
        {
            var wanted = new ReadOnlySpan<byte>(start, delimiterLength);
            for (var from = 0; from + wanted.Length <= content.Length; from++)
            {
                var next = content[from..].IndexOf((byte)'\r');
                from += next;
                if (next < 0 || from + wanted.Length > content.Length)
                {
                    return -1;
                }

                if (content.Slice(from, wanted.Length).SequenceEqual(wanted))
                {
                    return from;
                }
            }
        }

        return -1;
    }

    /// <summary>Finds a parameter behind a semicolon: a token, or text in quotation marks.</summary>
    private static bool TryFindParameter(ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] != ';' || isQuoted)
            {
                continue;
            }

            var parameter = text[(i + 1)..];
            while (!parameter.IsEmpty && parameter[0] == ' ')
            {
                parameter = parameter[1..];
            }

            if (StartsWithIgnoringCase(parameter, name))
            {
                value = ValueAt(parameter[name.Length..]);
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> ValueAt(ReadOnlySpan<byte> text)
    {
        var isQuoted = !text.IsEmpty && text[0] == '"';
        var value = isQuoted ? text[1..] : text;
        var end = value.IndexOf(isQuoted ? (byte)'"' : (byte)';');
        return end < 0 ? (isQuoted ? default : value) : value[..end];
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> lower)
    {
        if (text.Length < lower.Length)
        {
            return false;
        }

        for (var i = 0; i < lower.Length; i++)
        {
            var letter = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
            if (letter != lower[i])
            {
                return false;
            }
        }

        return true;
    }
}
