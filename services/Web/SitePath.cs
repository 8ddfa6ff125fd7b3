// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web;

/// <summary>Which file a path of a site stands for, and what kind of file it is.</summary>
public static class SitePath
{
    private static ReadOnlySpan<byte> Index => "index.html"u8;

    private static ReadOnlySpan<byte> Page => ".html"u8;

    /// <summary>
    /// Writes the file of a path that begins with a slash: a folder's is index.html, and what has no ending is a page. False when it does
    /// not fit.
    /// </summary>
    public static bool TryFindFile(ReadOnlySpan<byte> path, Span<byte> file, out int length)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        var ending = name.IsEmpty ? Index : name.IndexOf((byte)'.') < 0 ? Page : default;
        length = path.Length - 1 + ending.Length;
        if (length > file.Length)
        {
            return false;
        }

        path[1..].CopyTo(file);
        ending.CopyTo(file[(path.Length - 1)..]);
        return true;
    }

    /// <summary>The media type of a file by its ending.</summary>
    public static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> file)
    {
        var dot = file.LastIndexOf((byte)'.');
        return dot < 0 ? "application/octet-stream"u8 : TypeOfEnding(file[(dot + 1)..]);
    }

    private static ReadOnlySpan<byte> TypeOfEnding(ReadOnlySpan<byte> ending)
    {
        if (Is(ending, "html"u8))
        {
            return "text/html; charset=utf-8"u8;
        }

        if (Is(ending, "css"u8))
        {
            return "text/css; charset=utf-8"u8;
        }

        if (Is(ending, "js"u8))
        {
            return "text/javascript; charset=utf-8"u8;
        }

        if (Is(ending, "txt"u8) || Is(ending, "md"u8))
        {
            return "text/plain; charset=utf-8"u8;
        }

        if (Is(ending, "json"u8))
        {
            return "application/json"u8;
        }

        return Is(ending, "pdf"u8) ? "application/pdf"u8 : TypeOfPicture(ending);
    }

    private static ReadOnlySpan<byte> TypeOfPicture(ReadOnlySpan<byte> ending)
    {
        if (Is(ending, "svg"u8))
        {
            return "image/svg+xml"u8;
        }

        if (Is(ending, "png"u8))
        {
            return "image/png"u8;
        }

        if (Is(ending, "jpg"u8) || Is(ending, "jpeg"u8))
        {
            return "image/jpeg"u8;
        }

        return Is(ending, "gif"u8) ? "image/gif"u8 : Is(ending, "webp"u8) ? "image/webp"u8 : "application/octet-stream"u8;
    }

    private static bool Is(ReadOnlySpan<byte> ending, ReadOnlySpan<byte> lower)
    {
        for (var i = 0; i < ending.Length && i < lower.Length; i++)
        {
            if ((ending[i] | 0x20) != lower[i])
            {
                return false;
            }
        }

        return ending.Length == lower.Length;
    }
}
