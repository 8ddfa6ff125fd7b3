// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver;

/// <summary>Writes JSON into a buffer; names and texts are plain ASCII without characters that need escapes.</summary>
internal ref struct JsonWriter(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;
    private int length;
    private bool isTruncated;
    private bool needsComma;

    /// <summary>Bytes written; zero when not everything fitted.</summary>
    public readonly int Length => isTruncated ? 0 : length;

    /// <summary>Bytes that still fit.</summary>
    public readonly int Room => buffer.Length - length;

    /// <summary>Begins an object or array.</summary>
    public void Begin(scoped ReadOnlySpan<byte> bracket)
    {
        Separate();
        Raw(bracket);
        needsComma = false;
    }

    /// <summary>Begins an object or array with a name.</summary>
    public void Begin(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> bracket)
    {
        Name(name);
        Raw(bracket);
        needsComma = false;
    }

    /// <summary>Ends an object or array.</summary>
    public void End(scoped ReadOnlySpan<byte> bracket)
    {
        Raw(bracket);
        needsComma = true;
    }

    /// <summary>Writes a named text.</summary>
    public void Text(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        Name(name);
        Raw("\""u8);
        Raw(value);
        Raw("\""u8);
        needsComma = true;
    }

    /// <summary>Writes a named number.</summary>
    public void Number(scoped ReadOnlySpan<byte> name, ulong value)
    {
        Name(name);
        Decimal(value);
        needsComma = true;
    }

    /// <summary>Writes a named address with dots between its parts.</summary>
    public void Address(scoped ReadOnlySpan<byte> name, uint value)
    {
        Name(name);
        Raw("\""u8);
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            Decimal(value >> shift & 0xff);
            Raw(shift > 0 ? "."u8 : "\""u8);
        }

        needsComma = true;
    }

    private void Name(scoped ReadOnlySpan<byte> name)
    {
        Separate();
        Raw("\""u8);
        Raw(name);
        Raw("\":"u8);
    }

    private void Separate()
    {
        if (needsComma)
        {
            Raw(","u8);
        }
    }

    private void Decimal(ulong value)
    {
        var divisor = 1ul;
        while (value / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            var digit = (byte)('0' + (value / divisor % 10));
            Raw(new ReadOnlySpan<byte>(ref digit));
        }
    }

    private void Raw(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > buffer.Length - length)
        {
            isTruncated = true;
            return;
        }

        text.CopyTo(buffer[length..]);
        length += text.Length;
    }
}
