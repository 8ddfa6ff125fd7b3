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
        var start = Scan.IndexOf(head, (byte)'\n') + 1;
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
        while (!fields.IsEmpty && (fields[0] | 0x20) is not ('c' or 'e'))
        {
            var end = Scan.IndexOf(fields, (byte)'\n');
            fields = end < 0 ? default : fields[(end + 1)..];
        }

        return !fields.IsEmpty;
    }
}
