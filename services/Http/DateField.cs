// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>The header field that tells the date, written once for each second; empty while it is not known.</summary>
internal unsafe struct DateField
{
    private const int NameBytes = 6;
    private const int MostBytes = NameBytes + HttpDate.Length + 2;

    private fixed byte text[MostBytes];
    private int length;

    /// <summary>Seconds since 1970; zero while not known.</summary>
    public ulong Seconds { get; private set; }

    /// <summary>Sets the time.</summary>
    public void Set(ulong seconds)
    {
        Seconds = seconds;
        length = seconds == 0 ? 0 : MostBytes;
        fixed (byte* start = text)
        {
            var field = new Span<byte>(start, MostBytes);
            "Date: "u8.CopyTo(field);
            HttpDate.Write(field[NameBytes..], seconds);
            "\r\n"u8.CopyTo(field[(MostBytes - 2)..]);
        }
    }

    /// <summary>The field with its line end.</summary>
    public static ReadOnlySpan<byte> TextOf(DateField* field) => new(field->text, field->length);
}
