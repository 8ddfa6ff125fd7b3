// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Looks how much content follows a head, before the head is read in earnest.</summary>
internal static class ContentScanner
{
    /// <summary>The announced length; 0 without one, or with one that the parser will refuse.</summary>
    public static int LengthOf(ReadOnlySpan<byte> head, out bool expectsContinue)
    {
        expectsContinue = false;
        var length = 0L;
        var start = head.IndexOf((byte)'\n') + 1;
        var fields = head[start..^2];
        while (TrySkipTo(ref fields) && RequestParser.TryTakeField(ref fields, out var name, out var value))
        {
            if (Text.EqualsIgnoringCase(name, "content-length"u8) && !Text.TryParseNumber(value, out length))
            {
                return 0;
            }

            expectsContinue |= Text.EqualsIgnoringCase(name, "expect"u8) && Text.EqualsIgnoringCase(value, "100-continue"u8);
        }

        return (int)Math.Min(length, int.MaxValue);
    }

    /// <summary>Goes on to the first line that begins as one of the wanted fields does.</summary>
    private static bool TrySkipTo(scoped ref ReadOnlySpan<byte> fields)
    {
        var isStart = true;
        for (var i = 0; i < fields.Length; i++)
        {
            if (isStart && (fields[i] | 0x20) is 'c' or 'e')
            {
                fields = fields[i..];
                return true;
            }

            isStart = fields[i] == '\n';
        }

        return false;
    }
}
