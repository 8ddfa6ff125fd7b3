// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Conditions and ranges of requests. Source: RFC 9110, 13 and 14.</summary>
internal static class Conditions
{
    /// <summary>Looks what the conditions of a request make of a response with status 200.</summary>
    public static HttpStatus Evaluate(scoped ref readonly HttpRequest request, ref HttpResponse response)
    {
        if (!request.HasConditions)
        {
            return HttpStatus.Ok;
        }

        bool isOlder;

        // A tag says more than a date, which counts only where there is no tag: RFC 9110, 13.2.2.
        if (request.TryGetField("if-match"u8, out var list))
        {
            if (!Matches(list, response.Tag, false))
            {
                return HttpStatus.PreconditionFailed;
            }
        }
        else if (IsOlderThanResponse(in request, "if-unmodified-since"u8, ref response, out isOlder) && isOlder)
        {
            return HttpStatus.PreconditionFailed;
        }

        var isReading = request.Method is HttpMethod.Get or HttpMethod.Head;
        if (request.TryGetField("if-none-match"u8, out list))
        {
            return !Matches(list, response.Tag, true) ? HttpStatus.Ok : isReading ? HttpStatus.NotModified : HttpStatus.PreconditionFailed;
        }

        if (isReading && IsOlderThanResponse(in request, "if-modified-since"u8, ref response, out isOlder) && !isOlder)
        {
            return HttpStatus.NotModified;
        }

        return HttpStatus.Ok;
    }

    /// <summary>Looks which part of the content a request wants.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The response with all of the content.</param>
    /// <param name="first">The first byte.</param>
    /// <param name="length">Bytes of the part.</param>
    /// <returns>200 for everything, 206 for a part, 416 for a part that is not there.</returns>
    public static HttpStatus SelectRange(scoped ref readonly HttpRequest request, ref HttpResponse response, out int first, out int length)
    {
        first = 0;
        length = response.ContentLength;
        if (request.Method != HttpMethod.Get || !request.HasConditions || !request.TryGetField("range"u8, out var range))
        {
            return HttpStatus.Ok;
        }

        // A part of something else than the client has is of no use: RFC 9110, 13.1.5. Weak tags never match here.
        var isSame = !request.TryGetField("if-range"u8, out var tag) || (!tag.StartsWith("W/"u8) && tag.SequenceEqual(response.Tag));
        return isSame ? ParseRange(range, response.ContentLength, out first, out length) : HttpStatus.Ok;
    }

    private static HttpStatus ParseRange(ReadOnlySpan<byte> range, int total, out int first, out int length)
    {
        first = 0;
        length = total;
        if (!range.StartsWith("bytes="u8))
        {
            return HttpStatus.Ok;
        }

        var text = Text.Trim(range[6..]);
        var dash = text.IndexOf((byte)'-');
        if (dash < 0 || text.Contains((byte)','))
        {
            // Several parts may be answered with everything: RFC 9110, 14.2.
            return HttpStatus.Ok;
        }

        var before = text[..dash];
        var after = text[(dash + 1)..];
        var hasLast = Text.TryParseNumber(after, out var last);
        if (before.IsEmpty)
        {
            return hasLast ? Select(Math.Max(total - last, 0), total - 1, last == 0 ? 0 : total, out first, out length) : HttpStatus.Ok;
        }

        var isValid = Text.TryParseNumber(before, out var start) && (after.IsEmpty || (hasLast && last >= start));
        return isValid ? Select(start, Math.Min(after.IsEmpty ? total : last, total - 1), total, out first, out length) : HttpStatus.Ok;
    }

    private static HttpStatus Select(long start, long last, int total, out int first, out int length)
    {
        first = 0;
        length = 0;
        if (start >= total)
        {
            return HttpStatus.RangeNotSatisfiable;
        }

        first = (int)start;
        length = (int)(last - start + 1);
        return HttpStatus.PartialContent;
    }

    /// <summary>Whether there is a date to compare, and the response is of a later one.</summary>
    private static bool IsOlderThanResponse(
        scoped ref readonly HttpRequest request, ReadOnlySpan<byte> field, ref HttpResponse response, out bool isOlder)
    {
        isOlder = false;
        if (response.LastModifiedSeconds == 0 || !request.TryGetField(field, out var date) || !HttpDate.TryParse(date, out var seconds))
        {
            return false;
        }

        isOlder = seconds < response.LastModifiedSeconds;
        return true;
    }

    private static bool Matches(ReadOnlySpan<byte> list, ReadOnlySpan<byte> tag, bool isWeak)
    {
        if (Text.Trim(list).SequenceEqual("*"u8))
        {
            return true;
        }

        if (tag.IsEmpty || (!isWeak && tag.StartsWith("W/"u8)))
        {
            return false;
        }

        while (Text.TryTakeElement(ref list, out var element))
        {
            var isSame = isWeak ? Opaque(element).SequenceEqual(Opaque(tag)) : element.SequenceEqual(tag);
            if (isSame)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Opaque(ReadOnlySpan<byte> tag) => tag.StartsWith("W/"u8) ? tag[2..] : tag;
}
