// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Reads requests. Source: RFC 9112, 2 to 6; strict where that prevents two readers from seeing two different requests.</summary>
internal static class RequestParser
{
    /// <summary>Most bytes of a target.</summary>
    public const int MostTargetBytes = 2048;

    /// <summary>Most header fields.</summary>
    public const int MostFields = 64;

    /// <summary>Where the head of a request ends, which is behind its empty line; 0 when it is not complete.</summary>
    public static int FindEnd(ReadOnlySpan<byte> buffer, int from)
    {
        for (var start = from; start < buffer.Length;)
        {
            var found = Scan.IndexOf(buffer[start..], (byte)'\n');
            if (found < 0)
            {
                return 0;
            }

            var end = start + found;
            if (end >= 3 && buffer[end - 1] == '\r' && buffer[end - 2] == '\n' && buffer[end - 3] == '\r')
            {
                return end + 1;
            }

            start = end + 1;
        }

        return 0;
    }

    /// <summary>Reads the head of a request, whose path is decoded where it lies.</summary>
    /// <returns><see cref="HttpStatus.Ok"/>, or what is wrong with it.</returns>
    public static HttpStatus Parse(Span<byte> head, ref HttpRequest request)
    {
        var lineEnd = Scan.IndexOf(head, (byte)'\n') - 1;
        if (lineEnd < 0 || head[lineEnd] != '\r')
        {
            return HttpStatus.BadRequest;
        }

        var status = ParseLine(head[..lineEnd], ref request);
        if (status != HttpStatus.Ok)
        {
            return status;
        }

        request.Fields = head[(lineEnd + 2)..^2];
        return ParseFields(ref request);
    }

    /// <summary>Takes the first header field.</summary>
    public static bool TryTakeField(scoped ref ReadOnlySpan<byte> fields, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = default;
        value = default;
        var end = Scan.IndexOf(fields, (byte)'\n');
        var colon = Scan.IndexOf(fields, (byte)':');
        if (colon < 0 || colon + 1 >= end)
        {
            return false;
        }

        name = fields[..colon];
        value = Text.Trim(fields[(colon + 1)..(end - 1)]);
        fields = fields[(end + 1)..];
        return true;
    }

    private static HttpStatus ParseLine(Span<byte> line, ref HttpRequest request)
    {
        var first = line.IndexOf((byte)' ');
        var last = ((ReadOnlySpan<byte>)line).LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
        {
            return HttpStatus.BadRequest;
        }

        for (var i = 0; i < first; i++)
        {
            if (!Text.IsTokenByte(line[i]))
            {
                return HttpStatus.BadRequest;
            }
        }

        var status = ParseVersion(line[(last + 1)..], ref request);
        if (status != HttpStatus.Ok)
        {
            return status;
        }

        var target = line[(first + 1)..last];
        if (target.Length > MostTargetBytes)
        {
            return HttpStatus.UriTooLong;
        }

        request.Method = ParseMethod(line[..first]);
        return request.Method == HttpMethod.None ? HttpStatus.NotImplemented : ParseTarget(target, ref request);
    }

    private static HttpMethod ParseMethod(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("GET"u8))
        {
            return HttpMethod.Get;
        }

        if (name.SequenceEqual("HEAD"u8))
        {
            return HttpMethod.Head;
        }

        if (name.SequenceEqual("POST"u8))
        {
            return HttpMethod.Post;
        }

        if (name.SequenceEqual("PUT"u8))
        {
            return HttpMethod.Put;
        }

        return name.SequenceEqual("DELETE"u8) ? HttpMethod.Delete : HttpMethod.None;
    }

    private static HttpStatus ParseVersion(ReadOnlySpan<byte> version, ref HttpRequest request)
    {
        var isHttp = version.Length == 8 && version.StartsWith("HTTP/"u8) && version[6] == '.'
            && version[5] is >= (byte)'0' and <= (byte)'9' && version[7] is >= (byte)'0' and <= (byte)'9';
        if (!isHttp)
        {
            return HttpStatus.BadRequest;
        }

        request.IsOldVersion = version[7] == '0';
        request.WantsClose = request.IsOldVersion;
        return version[5] == '1' ? HttpStatus.Ok : HttpStatus.VersionNotSupported;
    }

    private static HttpStatus ParseTarget(Span<byte> target, ref HttpRequest request)
    {
        // The absolute form, which a server must take as well: RFC 9112, 3.2.2.
        if (((ReadOnlySpan<byte>)target).StartsWith("http://"u8))
        {
            target = target[7..];
            var slash = target.IndexOf((byte)'/');
            if (slash <= 0)
            {
                return HttpStatus.BadRequest;
            }

            target = target[slash..];
        }

        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] is <= 0x20 or >= 0x7f or (byte)'#')
            {
                return HttpStatus.BadRequest;
            }
        }

        var mark = Scan.IndexOf(target, (byte)'?');
        request.Query = mark < 0 ? default : target[(mark + 1)..];
        var encoded = Copy(mark < 0 ? target : target[..mark], request.PathBuffer);
        return PathDecoder.TryDecode(encoded, out var path) && Assign(path, ref request)
            ? HttpStatus.Ok
            : HttpStatus.BadRequest;
    }

    /// <summary>A path elsewhere, if there is room, so that the request can be read again.</summary>
    private static Span<byte> Copy(Span<byte> path, Span<byte> buffer)
    {
        if (buffer.Length < path.Length)
        {
            return path;
        }

        path.CopyTo(buffer);
        return buffer[..path.Length];
    }

    private static bool Assign(ReadOnlySpan<byte> path, ref HttpRequest request)
    {
        request.Path = path;
        return true;
    }

    private static HttpStatus ParseFields(ref HttpRequest request)
    {
        var rest = request.Fields;
        var hosts = 0;
        var hasLength = false;
        var count = 0;
        while (!rest.IsEmpty)
        {
            if (!IsFieldLine(rest) || !TryTakeField(ref rest, out var name, out var value))
            {
                return HttpStatus.BadRequest;
            }

            if (++count > MostFields)
            {
                return HttpStatus.RequestHeaderFieldsTooLarge;
            }

            hosts += Text.EqualsIgnoringCase(name, "host"u8) ? 1 : 0;
            var status = ParseField(name, value, ref request, ref hasLength);
            if (status != HttpStatus.Ok)
            {
                return status;
            }
        }

        return hosts == 1 || (hosts == 0 && request.IsOldVersion) ? CheckContent(ref request, hasLength) : HttpStatus.BadRequest;
    }

    private static HttpStatus ParseField(
        scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, ref HttpRequest request, ref bool hasLength)
    {
        if (Text.EqualsIgnoringCase(name, "content-length"u8))
        {
            if (!Text.TryParseNumber(value, out var length) || (hasLength && length != request.ContentLength))
            {
                return HttpStatus.BadRequest;
            }

            hasLength = true;
            request.ContentLength = (int)Math.Min(length, int.MaxValue);
        }
        else if (Text.EqualsIgnoringCase(name, "transfer-encoding"u8))
        {
            return HttpStatus.NotImplemented;
        }
        else if (Text.EqualsIgnoringCase(name, "connection"u8))
        {
            request.WantsClose = Text.ListContains(value, "close"u8) || (request.WantsClose && !Text.ListContains(value, "keep-alive"u8));
        }
        else if (name[0] is (byte)'i' or (byte)'I' or (byte)'r' or (byte)'R')
        {
            // If-Match, If-None-Match, If-Range, Range: looked for only where there may be one.
            request.HasConditions = true;
        }
        else if (Text.EqualsIgnoringCase(name, "expect"u8))
        {
            request.ExpectsContinue = Text.EqualsIgnoringCase(value, "100-continue"u8);
            return request.ExpectsContinue ? HttpStatus.Ok : HttpStatus.ExpectationFailed;
        }

        return HttpStatus.Ok;
    }

    private static HttpStatus CheckContent(ref HttpRequest request, bool hasLength) =>
        request.Method is HttpMethod.Post or HttpMethod.Put && !hasLength ? HttpStatus.LengthRequired : HttpStatus.Ok;

    /// <summary>Whether a line is a name, a colon and a value of printable bytes, and no continuation of the line before.</summary>
    private static bool IsFieldLine(ReadOnlySpan<byte> rest)
    {
        var index = 0;
        while (index < rest.Length && Text.IsTokenByte(rest[index]))
        {
            index++;
        }

        if (index == 0 || index == rest.Length || rest[index] != ':')
        {
            return false;
        }

        index += Scan.PrintableLength(rest[index..]);
        while (index < rest.Length && rest[index] == '\t')
        {
            index += 1 + Scan.PrintableLength(rest[(index + 1)..]);
        }

        return index + 1 < rest.Length && rest[index] == '\r' && rest[index + 1] == '\n';
    }
}
