// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Decodes paths, so that a site compares plain bytes.</summary>
internal static class PathDecoder
{
    /// <summary>Decodes percent signs and takes out dot segments, where the path lies. Source: RFC 3986, 2.1 and 5.2.4.</summary>
    /// <returns>Whether it is a path: one begins with a slash, does not leave its root, and has no zero byte.</returns>
    public static bool TryDecode(Span<byte> path, out ReadOnlySpan<byte> decoded)
    {
        decoded = default;
        if (path.IsEmpty || path[0] != '/')
        {
            return false;
        }

        var length = 0;
        for (var i = 0; i < path.Length; i++)
        {
            var value = path[i];
            if (value == '%')
            {
                var high = i + 2 < path.Length ? Text.HexValue(path[i + 1]) : -1;
                var low = i + 2 < path.Length ? Text.HexValue(path[i + 2]) : -1;
                if (high < 0 || low < 0)
                {
                    return false;
                }

                value = (byte)((high << 4) | low);
                i += 2;
            }

            if (value == 0)
            {
                return false;
            }

            path[length] = value;
            length++;
        }

        return TryRemoveDots(path[..length], out decoded);
    }

    private static bool TryRemoveDots(Span<byte> path, out ReadOnlySpan<byte> result)
    {
        result = default;
        var length = 0;
        var start = 0;
        while (start < path.Length)
        {
            var end = start + 1;
            while (end < path.Length && path[end] != '/')
            {
                end++;
            }

            ReadOnlySpan<byte> segment = path[(start + 1)..end];
            var isLast = end == path.Length;
            if (segment.SequenceEqual(".."u8))
            {
                if (length == 0)
                {
                    return false;
                }

                length = ((ReadOnlySpan<byte>)path[..length]).LastIndexOf((byte)'/');
                length = isLast ? Put(path, length, default) : length;
            }
            else if (segment.SequenceEqual("."u8))
            {
                length = isLast ? Put(path, length, default) : length;
            }
            else
            {
                length = Put(path, length, segment);
            }

            start = end;
        }

        result = path[..length];
        return true;
    }

    /// <summary>Writes a slash and a segment, which lies at that place or behind it.</summary>
    private static int Put(Span<byte> path, int length, ReadOnlySpan<byte> segment)
    {
        path[length] = (byte)'/';
        segment.CopyTo(path[(length + 1)..]);
        return length + 1 + segment.Length;
    }
}
