// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Upload;

/// <summary>Names that uploaded files may have.</summary>
public static class UploadName
{
    /// <summary>Bytes of a name at most, in UTF-8.</summary>
    public const int MostBytes = 100;

    /// <summary>Ends the name of a file that is not complete; no upload can have it.</summary>
    public static ReadOnlySpan<byte> PartEnding => ".part~"u8;

    /// <summary>Ends the name of a complete file that is to take the place of another; no upload can have it.</summary>
    public static ReadOnlySpan<byte> NewEnding => ".new~"u8;

    /// <summary>
    /// Whether it is one name that every FAT volume can have: no path, no control character, nothing that would be cut off.
    /// </summary>
    public static bool IsGood(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MostBytes || name[0] is (byte)'.' or (byte)' ' || name[^1] is (byte)'.' or (byte)' ' or (byte)'~')
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] < 0x20 || name[i] == 0x7f || "\"*/:<>?\\|"u8.IndexOf(name[i]) >= 0)
            {
                return false;
            }
        }

        return IsUtf8(name);
    }

    /// <summary>Whether bytes are UTF-8 in its shortest form, without surrogates. Source: RFC 3629, 4.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length;)
        {
            var first = text[i];
            var more = first switch
            {
                < 0x80 => 0,
                >= 0xc2 and < 0xe0 => 1,
                >= 0xe0 and < 0xf0 => 2,
                >= 0xf0 and < 0xf5 => 3,
                _ => -1,
            };
            if (more < 0 || i + more >= text.Length)
            {
                return false;
            }

            var value = more == 0 ? first : first & (0x3f >> more);
            for (var j = 1; j <= more; j++)
            {
                if ((text[i + j] & 0xc0) != 0x80)
                {
                    return false;
                }

                value = (value << 6) | (text[i + j] & 0x3f);
            }

            if ((more == 2 && (value < 0x800 || value is >= 0xd800 and < 0xe000)) || (more == 3 && value is < 0x10000 or > 0x10ffff))
            {
                return false;
            }

            i += more + 1;
        }

        return true;
    }
}
